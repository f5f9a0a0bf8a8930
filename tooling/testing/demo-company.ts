import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { makeDemoStore, openTerminal } from '../demo/demo-store.ts';
import { freePort } from '../programs/free-port.ts';
import type { CloudOwner } from '../programs/store-access.ts';
import { storePrograms, type StorePorts, type StorePrograms } from '../programs/store-programs.ts';
import type { Terminal } from '../replay/terminal.ts';

export interface DemoCompany {
  programs: StorePrograms;
  owner: CloudOwner;
  /** A till of the store, for what is sold. */
  counter: Terminal;
  newId(): string;
  stop(): Promise<void>;
}

const ids = createIdSource(
  { nowMs: () => Date.now() },
  { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
);

/** The demo restaurant with the cloud that it is connected to, in a folder of its own: what an owner's portal shows. */
export async function startDemoCompany(): Promise<DemoCompany> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aura-company-'));
  const newId = (): string => ids.next();
  const owner: CloudOwner = { email: 'owner@bella-napoli.example', password: 'bella-napoli-owner' };
  const ports: StorePorts = {
    appliance: await freePort(),
    cloud: await freePort(),
    paper: await freePort(),
    receipt: await freePort(),
    kitchen: await freePort(),
    bar: await freePort(),
  };
  const cloudEnv = {
    DEMO_OWNER_EMAIL: owner.email,
    DEMO_OWNER_PASSWORD: owner.password,
    DEMO_TENANT: 'Bella Napoli',
  };
  const programs = storePrograms({ ports, dataDir, cloudEnv });
  const { printers, cloud, appliance, applianceUrl, cloudUrl } = programs;
  const stop = async (): Promise<void> => {
    await appliance.stop();
    await Promise.all([printers.stop(), cloud.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all([printers.start(), cloud.start(), appliance.start()]);
    const manager = await makeDemoStore({ applianceUrl, cloudUrl, ports, cloudOwner: owner, newId });
    if (manager === null) throw new Error('the store in a new folder is not new');
    const counter = await openTerminal(manager, 'Counter', 'pos', newId);
    return { programs, owner, counter, newId, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
