import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoPins } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { demoSettings } from '@auraconnect/shared/testing/demo/store.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { buildScreens } from './build-screens.ts';
import { demoHistory, demoMenu } from './demo/demo-history.ts';
import { makeDemoStore, terminalOf } from './demo/demo-store.ts';
import { importHistory } from './demo/import-history.ts';
import { ProgressBar } from './progress-bar.ts';
import { portIsFree } from './programs/free-port.ts';
import { ProgramFault, type Program } from './programs/program.ts';
import type { PairAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import { pairDevice, type CloudOwner } from './programs/store-access.ts';
import { defaultPorts, storePrograms, type StorePorts } from './programs/store-programs.ts';
import { onShutdown } from './shutdown.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ids = createIdSource({ nowMs: () => Date.now() }, { bytes: (count) => randomFillSync(new Uint8Array(count)) });
const newId = (): string => ids.next();

/** Something a person can mend; the message is the sentence. */
class CannotStart extends Error {
  override readonly name = 'CannotStart';
  readonly code = 'cannot_start';
}

/** What the demo remembers beside its data. Demo-only secrets, made on this machine. */
interface DemoMemory {
  cloudOwner: CloudOwner;
  pairingCode: string;
  /** The device that brings the year in, and how many orders of it are in the store. */
  importer: PairAnswer | null;
  historyOrders: number;
  historyDone: boolean;
  /** When the demo was made: the year ends then, however often it is started. */
  madeAtMs: number;
}

function ports(): StorePorts {
  const port = (name: string, fallback: number): number => {
    const text = process.env[name];
    const value = text === undefined || text === '' ? fallback : Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65_535)
      throw new CannotStart(`${name} must be a port from 1 to 65535, not "${text}".`);
    return value;
  };
  return {
    ...defaultPorts,
    appliance: port('APPLIANCE_PORT', defaultPorts.appliance),
    cloud: port('CLOUD_PORT', defaultPorts.cloud),
    paper: port('PAPER_PORT', defaultPorts.paper),
  };
}

function dataFolder(fresh: boolean): string {
  const folder = resolve(process.env['DATA_DIR'] ?? './data');
  try {
    if (fresh)
      for (const part of ['appliance', 'cloud', 'paper', 'logs', 'demo.json'])
        rmSync(join(folder, part), { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new CannotStart(
      `The data folder ${folder} cannot be written to: make it writable or name another one with DATA_DIR.`,
    );
  }
  return folder;
}

function memoryOf(folder: string): DemoMemory {
  const path = join(folder, 'demo.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as DemoMemory;
  const memory: DemoMemory = {
    cloudOwner: { email: 'owner@bella-napoli.example', password: `demo-${randomBytes(9).toString('base64url')}` },
    pairingCode: Array.from(randomBytes(6), (byte) => '0123456789'[byte % 10]).join(''),
    importer: null,
    historyOrders: 0,
    historyDone: false,
    madeAtMs: Date.now(),
  };
  remember(folder, memory);
  return memory;
}

const remember = (folder: string, memory: DemoMemory): void =>
  writeFileSync(join(folder, 'demo.json'), `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });

async function portsAreFree(wanted: StorePorts): Promise<void> {
  const names: Record<keyof StorePorts, string> = {
    appliance: 'APPLIANCE_PORT=4110',
    cloud: 'CLOUD_PORT=4210',
    paper: 'PAPER_PORT=4184',
    receipt: '',
    kitchen: '',
    bar: '',
  };
  for (const [name, port] of Object.entries(wanted) as [keyof StorePorts, number][]) {
    if (await portIsFree(port)) continue;
    const other = names[name] === '' ? '' : `, or start with another one: ${names[name]} npm start`;
    throw new CannotStart(`Port ${port} is in use (is the demo running already?): stop the other program${other}.`);
  }
}

async function start(): Promise<void> {
  const fresh = process.argv.includes('--fresh');
  const unknown = process.argv.slice(2).find((argument) => argument !== '--fresh');
  if (unknown !== undefined) throw new CannotStart(`npm start knows only --fresh, not ${unknown}.`);
  const wanted = ports();
  await portsAreFree(wanted);
  const folder = dataFolder(fresh);
  const memory = memoryOf(folder);
  // A screen that cannot be built keeps its last good build; everything else works without it.
  await buildScreens();

  const programs = storePrograms({
    ports: wanted,
    dataDir: folder,
    cloudEnv: {
      DEMO_OWNER_EMAIL: memory.cloudOwner.email,
      DEMO_OWNER_PASSWORD: memory.cloudOwner.password,
      DEMO_TENANT: demoSettings.name,
    },
    applianceEnv: { DEMO_PAIRING_CODE: memory.pairingCode, IMPORTS_HISTORY: '1' },
    announce: true,
  });
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    say('\nStopping. Nothing is lost; the next start goes on from here.');
    await programs.appliance.stop();
    await Promise.all([programs.printers.stop(), programs.cloud.stop()]);
  };
  onShutdown(stop);
  try {
    say('Starting the virtual printers, the cloud with its own Postgres, and the appliance ...');
    await Promise.all([programs.printers.start(), programs.cloud.start(), programs.appliance.start()]);
    const { applianceUrl, cloudUrl } = programs;
    const manager = await makeDemoStore({
      applianceUrl,
      cloudUrl,
      ports: wanted,
      cloudOwner: memory.cloudOwner,
      newId,
    });
    for (const program of [programs.printers, programs.cloud, programs.appliance])
      void keepAlive(program, () => stopping);
    if (manager) {
      memory.importer = await pairDevice(manager, 'pizzaplace', 'importer');
      remember(folder, memory);
    }
    say(addresses(applianceUrl, cloudUrl, memory));
    if (memory.importer && !memory.historyDone) await bringInHistory(applianceUrl, memory.importer, folder, memory);
  } catch (fault) {
    await stop();
    throw fault;
  }
}

/** A program that ends by itself is started again, as a service manager would, and it is said. */
async function keepAlive(program: Program, stopping: () => boolean): Promise<void> {
  for (;;) {
    await program.ended();
    if (stopping()) return;
    say(`${program.spec.name} ended by itself and is being started again; its log is ${program.spec.logFile}.`);
    await delay(1_000);
    await program.start().catch((fault: unknown) => say(fault instanceof Error ? fault.message : String(fault)));
    if (!program.running) return;
  }
}

function addresses(applianceUrl: string, cloudUrl: string, { pairingCode, cloudOwner }: DemoMemory): string {
  const pins = Object.entries(demoPins);
  return `
  ${demoSettings.name} is open.

  POS             ${applianceUrl}/pos/#pair=${pairingCode}
  Kitchen board   ${applianceUrl}/kds/#pair=${pairingCode}
  Paper           ${applianceUrl}/paper/
  Setup           ${applianceUrl}/setup/#pair=${pairingCode}
  Portal          ${cloudUrl}/
  Health          ${applianceUrl}/health and ${cloudUrl}/health

  Demo PINs       ${pins.map(([staffId, pin]) => `${staffId} ${pin}`).join(', ')}
  Portal login    ${cloudOwner.email} with ${cloudOwner.password}

  Ctrl-C stops everything. npm start -- --fresh begins anew.
`;
}

/** The pizza-place year as an importer brings it in, while the store is open; what an earlier start has done is not done again. */
async function bringInHistory(
  applianceUrl: string,
  device: PairAnswer,
  folder: string,
  memory: DemoMemory,
): Promise<void> {
  const orders = demoHistory(memory.madeAtMs);
  const before = memory.historyOrders;
  const importer = await terminalOf(applianceUrl, device, newId);
  const bar = new ProgressBar('Bringing in a year of sales (you can use everything meanwhile)', orders.length);
  await importHistory(orders.slice(before), {
    importer,
    menu: demoMenu(),
    timeZone: demoSettings.timeZone,
    dayCutOff: demoSettings.dayCutOff,
    idsFor: stableIds,
    onOrder: (done) => bar.show(before + done),
    onDay: (done) => remember(folder, Object.assign(memory, { historyOrders: before + done })),
  });
  bar.finish(`${orders.length} orders`);
  remember(folder, Object.assign(memory, { historyDone: true }));
}

/** The same ids for the same thing at every start, so that an import that was interrupted goes on without doubling anything. */
function stableIds(key: string): () => string {
  let count = 0;
  return () => {
    const digest = createHash('sha256')
      .update(`pizzaplace ${key} ${(count += 1)}`)
      .digest('hex');
    // Version 8 of RFC 9562: an id made by a rule of our own.
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  };
}

try {
  await start();
} catch (fault) {
  if (!(fault instanceof CannotStart || fault instanceof ProgramFault)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
}
