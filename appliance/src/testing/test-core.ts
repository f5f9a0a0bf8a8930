import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { CommandEnvelope, CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { migrate } from '../adapters/sqlite/migrate.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { SqliteStorage } from '../adapters/sqlite/sqlite-storage.ts';
import { Pairing } from '../devices/pairing.ts';
import type { Log, Ports } from '../ports.ts';
import { setUpStore } from '../setup/set-up-store.ts';
import { Pins } from '../staff/pins.ts';
import { SignIn } from '../staff/sign-in.ts';
import { StaffTokens } from '../staff/staff-tokens.ts';
import type { CommandOutcome, SubmittedCommand } from '../store/core.ts';
import { StoreCore, type StoreCoreOptions } from '../store/store-core.ts';
import { readOrMintIdentity } from '../store/store-identity.ts';
import { newId } from './test-store.ts';

export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quietLog,
};

/** The core alone, over a real database, without HTTP: for what must be seen from inside. */
export interface TestCore {
  core: StoreCore;
  db: Database.Database;
  path: string;
  /** A device of the store, at which the owner is signed in. */
  till: CoreTill;
  close(): Promise<void>;
}

export interface CoreTill {
  deviceId: string;
  incarnation: string;
  command<T extends CommandType>(type: T, payload: CommandPayload<T>): CommandEnvelope;
  submit(envelope: CommandEnvelope): Promise<CommandOutcome>;
  /** The next command's number is so much higher, for numbers that a test gave itself. */
  skip(count: number): void;
}

/** The core of a box that starts on a database as it is. */
export function coreOn(db: Database.Database, options: Partial<StoreCoreOptions> = {}): StoreCore {
  const ports = options.ports ?? systemPorts(quietLog);
  const storage = new SqliteStorage(db);
  return new StoreCore({
    storage,
    ports,
    identity: readOrMintIdentity(storage, ports.ids),
    clockSource: 'box',
    sync: null,
    screensFor: () => true,
    ...options,
  });
}

export async function startCore(
  options: Partial<StoreCoreOptions> & { ports?: Ports; path?: string } = {},
): Promise<TestCore> {
  const folder = mkdtempSync(join(tmpdir(), 'aura-core-'));
  const path = options.path ?? join(folder, 'store.db');
  const db = openDatabase({ path, synchronous: 'NORMAL' });
  migrate(db);
  const ports = options.ports ?? systemPorts(quietLog);
  const core = coreOn(db, { ...options, ports });
  return {
    core,
    db,
    path,
    till: await firstTill(core, ports),
    close: async () => {
      await core.drain();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function firstTill(core: StoreCore, ports: Ports): Promise<CoreTill> {
  const hasher = {
    hash: (pin: string) => Promise.resolve(pin),
    verify: (hash: string, pin: string) => Promise.resolve(hash === pin),
  };
  const pairing = new Pairing({ core, clock: ports.clock, ids: ports.ids, random: ports.random });
  const tokens = await StaffTokens.open(await StaffTokens.makeKey(), core.storeId, ports.clock);
  const signIn = new SignIn({ core, pins: new Pins({ core, clock: ports.clock, hasher }), tokens });
  const outcome = await setUpStore(
    {
      code: null,
      storeName: 'Corner Grill',
      currency: 'USD',
      locale: 'en-US',
      timeZone: 'America/New_York',
      dayCutOff: '04:00',
      people: [{ name: 'Anna', roleId: 'owner', pin: '4711' }],
      starter: 'grill',
      deviceName: 'Counter',
    },
    { core, pairing, hasher, signIn },
  );
  if (outcome.type === 'refusal') throw new Error(outcome.refusal.message);
  return coreTill(core, outcome.answer.device);
}

export function coreTill(
  core: StoreCore,
  { deviceId, incarnation }: { deviceId: string; incarnation: string },
): CoreTill {
  let n = 0;
  return {
    deviceId,
    incarnation,
    command: (type, payload) => {
      n += 1;
      return {
        commandId: newId(),
        incarnation,
        n,
        sentAt: new Date().toISOString(),
        staffToken: null,
        approvalToken: null,
        type,
        payload,
      };
    },
    skip: (count) => {
      n += count;
    },
    submit: (envelope) => {
      const command: SubmittedCommand = {
        envelope,
        deviceId,
        staffId: 'anna',
        approvedBy: null,
        correlationId: envelope.commandId,
      };
      return core.submit(command);
    },
  };
}
