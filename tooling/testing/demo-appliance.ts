import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import { demoSettings } from '@auraconnect/shared/testing/demo/store.ts';
import { demoCatalogueEntries, demoPins } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { openTerminal } from '../demo/demo-store.ts';
import { call } from '../programs/call.ts';
import { freePort } from '../programs/free-port.ts';
import { openPairingWindow, setPin, setUpStore, type SignedInDevice } from '../programs/store-access.ts';
import { storePrograms, type StorePrograms } from '../programs/store-programs.ts';
import type { Terminal } from '../replay/terminal.ts';

export interface DemoAppliance {
  url: string;
  programs: StorePrograms;
  manager: SignedInDevice;
  /** Another terminal of the store, for what somebody else does. */
  desk: Terminal;
  newId(): string;
  pairingCode(): Promise<string>;
  bootstrap(): Promise<Bootstrap>;
  stop(): Promise<void>;
}

const ids = createIdSource(
  { nowMs: () => Date.now() },
  { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
);

/** The real appliance with the demo restaurant and its virtual printers, in a folder of its own; no cloud. */
export async function startDemoAppliance(): Promise<DemoAppliance> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aura-pos-'));
  const names = ['appliance', 'cloud', 'paper', 'receipt', 'kitchen', 'bar'] as const;
  const free: number[] = [];
  while (free.length < names.length) free.push(await freePort());
  const ports = Object.fromEntries(names.map((name, place) => [name, free[place] ?? 0])) as Record<
    (typeof names)[number],
    number
  >;
  const programs = storePrograms({ ports, dataDir });
  await programs.printers.start();
  await programs.appliance.start();

  const url = programs.applianceUrl;
  const manager = await setUpStore(url, {
    storeName: demoSettings.name,
    settings: demoSettings,
    owner: { name: 'Gianni', pin: demoPins['gianni'] ?? '' },
  });
  const newId = (): string => ids.next();
  const desk = await openTerminal(manager, 'Back office', 'api', newId);
  const entries = demoCatalogueEntries({ receiptPort: ports.receipt, kitchenPort: ports.kitchen, barPort: ports.bar });
  const put = entries.map(({ entity, id, payload }) => ({
    entity: entity as CatalogueEntity,
    id,
    payload: payload ?? {},
  }));
  await desk.send([{ type: 'catalogue.put', payload: { entries: put } }], new Date().toISOString());
  for (const [staffId, pin] of Object.entries(demoPins))
    if (staffId !== manager.staff.staffId) await setPin(manager, staffId, pin);

  return {
    url,
    programs,
    manager,
    desk,
    newId,
    pairingCode: async () => (await openPairingWindow(manager)).code,
    bootstrap: () => call<Bootstrap>(`${url}/api/v1/bootstrap`, { token: manager.device.deviceToken }),
    async stop() {
      await programs.appliance.stop();
      await programs.printers.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
