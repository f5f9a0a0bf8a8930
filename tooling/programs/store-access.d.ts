import type { StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import type { PairAnswer, PairingWindow, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { SessionAnswer } from '@auraconnect/shared/protocol/portal-api.ts';
/** A paired device with somebody signed in at it. */
export interface SignedInDevice {
    baseUrl: string;
    device: PairAnswer;
    staff: SignInAnswer;
}
export interface NewStore {
    storeName: string;
    settings: Pick<StoreSettings, 'currency' | 'locale' | 'timeZone' | 'dayCutOff'>;
    owner: {
        name: string;
        pin: string;
    };
}
export declare const isNewStore: (baseUrl: string) => Promise<boolean>;
/** What an installer does first, through the same door. */
export declare function setUpStore(baseUrl: string, { storeName, settings, owner }: NewStore): Promise<SignedInDevice>;
export declare const openPairingWindow: ({ baseUrl, device, staff }: SignedInDevice) => Promise<PairingWindow>;
/** Makes another device of the store, as a manager with a code would. */
export declare function pairDevice(manager: SignedInDevice, deviceName: string, kind: 'pos' | 'kds' | 'importer' | 'api'): Promise<PairAnswer>;
export declare function signIn(baseUrl: string, device: PairAnswer, staffId: string, pin: string): Promise<SignedInDevice>;
export declare const setPin: ({ baseUrl, device, staff }: SignedInDevice, staffId: string, pin: string) => Promise<void>;
export interface CloudOwner {
    email: string;
    password: string;
}
export declare const signInToCloud: (cloudUrl: string, owner: CloudOwner) => Promise<SessionAnswer>;
/**
 * Ties the store to the owner's account with a code from the portal.
 * @param linkUrl the cloud's address as the store reaches it, which may be a link that can be cut.
 */
export declare function claimStore(manager: SignedInDevice, cloudUrl: string, owner: CloudOwner, linkUrl?: string): Promise<void>;
