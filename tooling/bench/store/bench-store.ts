import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { CommandEnvelope, StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { DeviceKind } from '@auraconnect/shared/staff/events.ts';
import { demoCatalogueEntries } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { nodeDisk } from '@auraconnect/appliance/adapters/node/node-disk.ts';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { migrate } from '@auraconnect/appliance/adapters/sqlite/migrate.ts';
import { openDatabase } from '@auraconnect/appliance/adapters/sqlite/open-database.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import type { CommandOutcome } from '@auraconnect/appliance/store/core.ts';
import { deviceTokenHash, newDeviceToken } from '@auraconnect/appliance/devices/device-tokens.ts';
import { StoreCore } from '@auraconnect/appliance/store/store-core.ts';
import { readOrMintIdentity } from '@auraconnect/appliance/store/store-identity.ts';
import type { Ports } from '@auraconnect/appliance/ports.ts';
import { counterSale } from './counter-sale.ts';

export const cashier = 'anna';

export interface BenchStoreOptions {
  folder: string;
  terminals: number;
  /** Kitchen screens, paired after the tills. */
  screens?: number;
  /** How the WAL gets to the disk before anybody is answered; the disk's own way unless told otherwise. */
  syncWith?: (walPath: string, disk: () => Promise<void>) => () => Promise<void>;
  /** A device that brings history in on its own days, without firing anything. */
  importer?: boolean;
  /** The catalogue; the demo's without paper unless told otherwise. */
  entries?: readonly CatalogueEntry[];
}

/** The appliance's core over its real SQLite storage, without HTTP: what a bench of commits needs. */
export interface BenchStore {
  readonly core: StoreCore;
  readonly db: Database;
  readonly storage: SqliteStorage;
  readonly ports: Ports;
  readonly databasePath: string;
  readonly terminals: readonly Terminal[];
  close(): Promise<void>;
}

export async function openBenchStore({
  folder,
  terminals,
  screens = 0,
  syncWith,
  importer = false,
  entries = entriesWithoutPaper(),
}: BenchStoreOptions): Promise<BenchStore> {
  mkdirSync(folder, { recursive: true });
  const databasePath = join(folder, 'store.db');
  const ports = systemPorts(createLog('silent'));
  const db = openDatabase({ path: databasePath, synchronous: 'NORMAL' });
  migrate(db);
  const storage = new SqliteStorage(db);
  const identity = readOrMintIdentity(storage, ports.ids);
  const walPath = `${databasePath}-wal`;
  const wal = await nodeDisk.openForSync(walPath);
  const disk = (): Promise<void> => wal.sync();
  const sync = syncWith === undefined ? disk : syncWith(walPath, disk);
  const core = new StoreCore({
    storage,
    ports,
    identity,
    clockSource: 'box',
    sync,
    screensFor: () => true,
    importsHistory: importer,
  });
  if (core.view.isNew) await setUp(core, entries);
  const devices: Terminal[] = [];
  for (let index = 0; index < terminals; index += 1)
    devices.push(await pair(core, ports, importer ? 'importer' : 'pos', `Till ${index + 1}`));
  for (let index = 0; index < screens; index += 1) devices.push(await pair(core, ports, 'kds', `Screen ${index + 1}`));
  return {
    core,
    db,
    storage,
    ports,
    databasePath,
    terminals: devices,
    async close() {
      await core.drain();
      await wal.close();
      db.close();
    },
  };
}

/** The demo's menu without its printers: what is measured here is orders, not paper. */
export function entriesWithoutPaper(): CatalogueEntry[] {
  return demoCatalogueEntries().flatMap((entry) => {
    if (entry.entity === 'printer') return [];
    if (entry.entity === 'station')
      return [{ ...entry, payload: { ...entry.payload, paper: 'never', printerId: null } }];
    if (entry.entity === 'settings') return [{ ...entry, payload: { ...entry.payload, receiptPrinterId: null } }];
    return [entry];
  });
}

async function setUp(core: StoreCore, listed: readonly CatalogueEntry[]): Promise<void> {
  const entries = [...listed];
  await core.appendInternal(() => [
    { type: 'store.created', payload: { storeId: core.storeId, name: 'Bella Napoli' } },
    { type: 'catalogue.changed', payload: { source: 'store', handle: null, offset: null, complete: true, entries } },
  ]);
}

async function pair(core: StoreCore, ports: Ports, kind: DeviceKind, name: string): Promise<Terminal> {
  const deviceId = ports.ids.next();
  const incarnation = ports.ids.next();
  const deviceToken = newDeviceToken(ports.random);
  await core.appendInternal(() => [{ type: 'device.paired', payload: { deviceId, name, kind, incarnation } }], {
    alsoWrite: (box) => box.setDeviceToken(deviceId, deviceTokenHash(deviceToken)),
  });
  const terminal = new Terminal(core, ports, { deviceId, deviceToken, incarnation });
  if (kind !== 'kds') {
    await terminal.send([{ type: 'cash.open_session', payload: { sessionId: ports.ids.next(), floatMinor: 10_000 } }]);
  }
  return terminal;
}

export interface DeviceIdentity {
  deviceId: string;
  deviceToken: string;
  incarnation: string;
}

/** A till with its own stream of commands; what it sends together is one request. */
export class Terminal {
  readonly identity: DeviceIdentity;
  readonly #core: StoreCore;
  readonly #ports: Ports;
  #n = 0;

  constructor(core: StoreCore, ports: Ports, identity: DeviceIdentity) {
    this.#core = core;
    this.#ports = ports;
    this.identity = identity;
  }

  envelopes(commands: readonly StoreCommand[], sentAt = new Date().toISOString()): CommandEnvelope[] {
    return commands.map(({ type, payload }) => {
      this.#n += 1;
      const { incarnation } = this.identity;
      const commandId = this.#ports.ids.next();
      return { commandId, incarnation, n: this.#n, sentAt, staffToken: null, approvalToken: null, type, payload };
    });
  }

  /** @throws unless every one of them was accepted. */
  async send(commands: readonly StoreCommand[], sentAt?: string): Promise<void> {
    await this.submit(this.envelopes(commands, sentAt));
  }

  async submit(envelopes: readonly CommandEnvelope[]): Promise<void> {
    const { deviceId } = this.identity;
    const outcomes = await Promise.all(
      envelopes.map((envelope) =>
        this.#core.submit({
          envelope,
          deviceId,
          staffId: cashier,
          approvedBy: null,
          correlationId: envelope.commandId,
        }),
      ),
    );
    for (const outcome of outcomes) accepted(outcome);
  }

  /** Sells one order. @returns its id, acknowledged. */
  async sell(sentAt?: string): Promise<string> {
    const { orderId, commands } = counterSale(this.#ports.ids);
    await this.send(commands, sentAt);
    return orderId;
  }
}

function accepted(outcome: CommandOutcome): void {
  if ('problem' in outcome) throw new Error(`the store did not take a command: ${outcome.problem.code}`);
  if (outcome.answer.status === 'refused')
    throw new Error(`the store refused a command: ${outcome.answer.refusal.code}`);
}
