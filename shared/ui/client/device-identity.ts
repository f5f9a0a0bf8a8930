import type { DeviceProgram } from './device-database.ts';

/** What pairing gave this device. The token is a key: it opens everything that a till may do. */
export interface DeviceIdentity {
  baseUrl: string;
  deviceId: string;
  deviceToken: string;
  incarnation: string;
  storeId: string;
  storeName: string;
  deviceName: string;
}

/** Where a device keeps its identity: a browser's storage, or the operating system's key store in the desktop program. */
export interface IdentityVault {
  load(): Promise<DeviceIdentity | null>;
  save(identity: DeviceIdentity): Promise<void>;
  clear(): Promise<void>;
}

export function browserVault(program: DeviceProgram, storage: Storage = localStorage): IdentityVault {
  const key = `auraconnect.${program}.device`;
  return {
    load: async () => readIdentity(storage.getItem(key)),
    save: async (identity) => storage.setItem(key, JSON.stringify(identity)),
    clear: async () => storage.removeItem(key),
  };
}

/** Reads a kept identity; anything else than a whole one is none. */
export function readIdentity(text: string | null): DeviceIdentity | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Record<keyof DeviceIdentity, unknown>> | null;
    const names = ['baseUrl', 'deviceId', 'deviceToken', 'incarnation', 'storeId', 'storeName', 'deviceName'] as const;
    const isWhole =
      typeof value === 'object' && value !== null && names.every((name) => typeof value[name] === 'string');
    return isWhole ? (value as DeviceIdentity) : null;
  } catch {
    return null;
  }
}

/** The pairing code of an address such as `http://box:4100/pos/#pair=7K3M`, or null. */
export function pairingCodeOf(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('pair');
  return code !== null && code.length >= 4 && code.length <= 64 ? code : null;
}
