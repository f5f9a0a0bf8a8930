import type { StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import type { PairAnswer, PairingWindow, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { ClaimCodeAnswer, SessionAnswer } from '@auraconnect/shared/protocol/portal-api.ts';
import type { SetupAnswer, SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import { call } from './call.ts';

/** A paired device with somebody signed in at it. */
export interface SignedInDevice {
  baseUrl: string;
  device: PairAnswer;
  staff: SignInAnswer;
}

export interface NewStore {
  storeName: string;
  settings: Pick<StoreSettings, 'currency' | 'locale' | 'timeZone' | 'dayCutOff'>;
  owner: { name: string; pin: string };
}

export const isNewStore = async (baseUrl: string): Promise<boolean> =>
  (await call<SetupState>(`${baseUrl}/api/v1/setup/state`)).state === 'new';

/** What an installer does first, through the same door. */
export async function setUpStore(baseUrl: string, { storeName, settings, owner }: NewStore): Promise<SignedInDevice> {
  const { starters } = await call<SetupState>(`${baseUrl}/api/v1/setup/state`);
  const { currency, locale, timeZone, dayCutOff } = settings;
  const body = {
    code: null,
    storeName,
    currency,
    locale,
    timeZone,
    dayCutOff,
    people: [{ name: owner.name, roleId: 'owner', pin: owner.pin }],
    starter: starters[0]?.id ?? 'empty',
    deviceName: 'Setup',
  };
  const answer = await call<SetupAnswer>(`${baseUrl}/api/v1/setup`, { body });
  return { baseUrl, device: answer.device, staff: answer.signIn };
}

export const openPairingWindow = ({ baseUrl, device, staff }: SignedInDevice): Promise<PairingWindow> =>
  call<PairingWindow>(`${baseUrl}/api/v1/pairing-windows`, {
    token: device.deviceToken,
    staffToken: staff.staffToken,
    body: {},
  });

/** Makes another device of the store, as a manager with a code would. */
export async function pairDevice(
  manager: SignedInDevice,
  deviceName: string,
  kind: 'pos' | 'kds' | 'importer' | 'api',
): Promise<PairAnswer> {
  const { code } = await openPairingWindow(manager);
  return call<PairAnswer>(`${manager.baseUrl}/api/v1/pair`, { body: { code, deviceName, kind } });
}

export async function signIn(
  baseUrl: string,
  device: PairAnswer,
  staffId: string,
  pin: string,
): Promise<SignedInDevice> {
  const staff = await call<SignInAnswer>(`${baseUrl}/api/v1/sessions`, {
    token: device.deviceToken,
    body: { staffId, pin },
  });
  return { baseUrl, device, staff };
}

export const setPin = ({ baseUrl, device, staff }: SignedInDevice, staffId: string, pin: string): Promise<void> =>
  call(`${baseUrl}/api/v1/staff/${staffId}/pin`, {
    method: 'PUT',
    token: device.deviceToken,
    staffToken: staff.staffToken,
    body: { pin },
  });

export interface CloudOwner {
  email: string;
  password: string;
}

export const signInToCloud = (cloudUrl: string, owner: CloudOwner): Promise<SessionAnswer> =>
  call<SessionAnswer>(`${cloudUrl}/api/v1/auth/login`, { body: owner });

/**
 * Ties the store to the owner's account with a code from the portal.
 * @param linkUrl the cloud's address as the store reaches it, which may be a link that can be cut.
 */
export async function claimStore(
  manager: SignedInDevice,
  cloudUrl: string,
  owner: CloudOwner,
  linkUrl: string = cloudUrl,
): Promise<void> {
  const { accessToken } = await signInToCloud(cloudUrl, owner);
  const { code } = await call<ClaimCodeAnswer>(`${cloudUrl}/api/v1/claim-codes`, { token: accessToken, body: {} });
  await call(`${manager.baseUrl}/api/v1/claim`, {
    token: manager.device.deviceToken,
    staffToken: manager.staff.staffToken,
    body: { cloudUrl: linkUrl, claimCode: code },
  });
}
