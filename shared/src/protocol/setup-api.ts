import { z } from 'zod';
import { Currency } from '../money/money.ts';
import type { PairAnswer, SignInAnswer } from './store-api.ts';

/**
 * The first minutes of a store, under `/api/v1/setup`. Without a device key, but only from the box itself or with the code that
 * the appliance printed on its console, and `POST /setup` only while the store is new.
 */

/** `GET /setup/state`. */
export interface SetupState {
  state: 'new' | 'ready';
  storeName: string;
  claimed: boolean;
  /** True when this browser is not on the box: `POST /setup` then needs the code from the console. */
  codeNeeded: boolean;
  /** Menus to begin with. */
  starters: { id: string; name: string; description: string }[];
  /** Roles that a new store has. */
  roles: { id: string; name: string }[];
  version: string;
}

const Pin = z.string().regex(/^\d{4,8}$/);

/** `POST /setup`. The first person becomes an owner, whatever the role says. */
export const SetupRequest = z.strictObject({
  code: z.string().max(40).nullable(),
  storeName: z.string().trim().min(1).max(120),
  currency: Currency,
  locale: z.string().min(2).max(35),
  /** IANA name. */
  timeZone: z.string().min(1).max(60),
  dayCutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  people: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(80), roleId: z.string().min(1).max(80), pin: Pin }))
    .min(1)
    .max(20),
  starter: z.string().min(1).max(40),
  deviceName: z.string().trim().min(1).max(60),
});
export type SetupRequest = z.infer<typeof SetupRequest>;

/** The browser that set the store up is paired as a device of kind `setup` and its owner is signed in. */
export interface SetupAnswer {
  device: PairAnswer;
  signIn: SignInAnswer;
}

/**
 * `POST /setup/pairing-windows`: on the box, when no device is paired or at hand, a person with `device.pair` opens a window by PIN.
 */
export const LocalPairingRequest = z.strictObject({
  code: z.string().max(40).nullable(),
  staffId: z.string().min(1).max(80),
  pin: Pin,
});
export type LocalPairingRequest = z.infer<typeof LocalPairingRequest>;

/** `PUT /staff/:id/pin` (permission `staff.edit`, or one's own). */
export const SetPinRequest = z.strictObject({ pin: Pin });
export type SetPinRequest = z.infer<typeof SetPinRequest>;

/** `POST /claim` (permission `store.edit`): ties the store to an account with a code from the portal. */
export const ClaimStoreRequest = z.strictObject({ cloudUrl: z.url(), claimCode: z.string().min(6).max(40) });
export type ClaimStoreRequest = z.infer<typeof ClaimStoreRequest>;
