import { randomFillSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { makeDemoStore } from '../../tooling/demo/demo-store.ts';
import { CuttableLink } from '../../tooling/programs/cuttable-link.ts';
import { freePort } from '../../tooling/programs/free-port.ts';
import { projectRoot } from '../../tooling/programs/program.ts';
import type { CloudOwner, SignedInDevice } from '../../tooling/programs/store-access.ts';
import { storePrograms, type StorePorts, type StorePrograms } from '../../tooling/programs/store-programs.ts';

const ids = createIdSource({ nowMs: () => Date.now() }, { bytes: (count) => randomFillSync(new Uint8Array(count)) });
export const newId = (): string => ids.next();

const cloudOwner: CloudOwner = { email: 'owner@bella-napoli.example', password: 'bella-napoli-owner' };
const pairingCode = '246810';

/** Bella Napoli on free ports and in a folder of its own: the real programs, ready for the first guest. */
export interface StoryStore {
  programs: StorePrograms;
  ports: StorePorts;
  /** The owner at the setup screen. */
  manager: SignedInDevice;
  cloudOwner: CloudOwner;
  /** Pairs any device, as the demo's printed addresses do. */
  pairingCode: string;
  /** The store's way to the cloud, which can be cut. */
  link: CuttableLink;
  dataDir: string;
  /** Ends everything. Logs of a story that failed are kept in test-results/. */
  close(): Promise<void>;
}

export interface StoryStoreOptions {
  /** Names the folder of kept logs. */
  story: string;
  /** False: the store stays offline and no cloud is started. */
  cloud?: boolean;
  applianceEnv?: Record<string, string>;
}

export const testResults: string = join(projectRoot, 'test-results');

export async function openStore({ story, cloud = true, applianceEnv = {} }: StoryStoreOptions): Promise<StoryStore> {
  const dataDir = mkdtempSync(join(tmpdir(), `auraconnect-${story}-`));
  const ports: StorePorts = {
    appliance: await freePort(),
    cloud: await freePort(),
    paper: await freePort(),
    receipt: await freePort(),
    kitchen: await freePort(),
    bar: await freePort(),
  };
  const programs = storePrograms({
    ports,
    dataDir,
    cloudEnv: {
      DEMO_OWNER_EMAIL: cloudOwner.email,
      DEMO_OWNER_PASSWORD: cloudOwner.password,
      DEMO_TENANT: 'Bella Napoli',
    },
    applianceEnv: { DEMO_PAIRING_CODE: pairingCode, ...applianceEnv },
  });
  const link = new CuttableLink({ host: '127.0.0.1', port: ports.cloud });
  const close = async (): Promise<void> => {
    await programs.appliance.stop();
    await Promise.all([programs.printers.stop(), programs.cloud.stop(), link.close()]);
    keepLogs(dataDir, story);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all([
      programs.printers.start(),
      cloud ? programs.cloud.start() : undefined,
      programs.appliance.start(),
    ]);
    const linkPort = await freePort();
    if (cloud) await link.listen(linkPort);
    const { applianceUrl, cloudUrl } = programs;
    const manager = await makeDemoStore({
      applianceUrl,
      cloudUrl: cloud ? cloudUrl : null,
      linkUrl: `http://127.0.0.1:${linkPort}`,
      ports,
      cloudOwner,
      newId,
    });
    if (manager === null) throw new Error('the store in a new folder is not new');
    return { programs, ports, manager, cloudOwner, pairingCode, link, dataDir, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** The last run's logs, beside its pictures. */
function keepLogs(dataDir: string, story: string): void {
  const logs = join(dataDir, 'logs');
  if (!existsSync(logs)) return;
  const kept = join(testResults, story, 'logs');
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  cpSync(logs, kept, { recursive: true });
}
