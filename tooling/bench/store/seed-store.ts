import { join } from 'node:path';
import { readOrMakeSecret } from '@auraconnect/appliance/adapters/node/secret-files.ts';
import { openDataFolder } from '@auraconnect/appliance/adapters/node/data-folder.ts';
import { StaffTokens } from '@auraconnect/appliance/staff/staff-tokens.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { cashier, type DeviceIdentity, openBenchStore } from './bench-store.ts';

/** A device that is paired, with somebody signed in at it. */
export interface SeededDevice extends DeviceIdentity {
  staffToken: string;
}

export interface Seeded {
  tills: SeededDevice[];
  screens: SeededDevice[];
}

/** The appliance's own folder under the `DATA_DIR` that it is started with. */
export const applianceFolder = (dataDir: string): string => join(dataDir, 'appliance');
export const databaseOf = (dataDir: string): string => join(applianceFolder(dataDir), 'store.db');

/**
 * Makes a store of an empty data folder, or adds devices to one: what a person does in `/setup`, without typing a PIN for each
 * device. Drawers are open and the cashier is signed in everywhere.
 */
export async function seedStore(
  dataDir: string,
  { tills, screens = 0, entries }: { tills: number; screens?: number; entries?: readonly CatalogueEntry[] },
): Promise<Seeded> {
  const folder = applianceFolder(dataDir);
  const { keys, unlock } = openDataFolder(folder);
  try {
    const store = await openBenchStore({
      folder,
      terminals: tills,
      screens,
      ...(entries === undefined ? {} : { entries }),
    });
    const fresh = await StaffTokens.makeKey();
    const jwk = JSON.parse(
      readOrMakeSecret(join(keys, 'staff-token-key.json'), () => Buffer.from(JSON.stringify(fresh))).toString('utf8'),
    ) as Parameters<typeof StaffTokens.open>[0];
    const tokens = await StaffTokens.open(jwk, store.core.storeId, store.ports.clock);
    const devices: SeededDevice[] = [];
    for (const { identity } of store.terminals) {
      const { token } = await tokens.signIn({ staffId: cashier, deviceId: identity.deviceId });
      devices.push({ ...identity, staffToken: token });
    }
    await store.close();
    return { tills: devices.slice(0, tills), screens: devices.slice(tills) };
  } finally {
    unlock();
  }
}
