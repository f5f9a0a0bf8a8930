import { accessSync, constants, mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import { buildAppliance, bundledAppliance } from './build-appliance.ts';
import { buildScreens } from './build-screens.ts';
import { call } from './programs/call.ts';
import { portIsFree } from './programs/free-port.ts';
import { Program, ProgramFault } from './programs/program.ts';
import { onShutdown } from './shutdown.ts';

const usage = `npm run appliance: one real store on this machine, without the demo, without virtual printers and without a cloud.

  DATA_DIR          where the store is kept           ./data/store
  APPLIANCE_HOST    the address that it listens on    127.0.0.1 (0.0.0.0: the whole network, without encryption)
  APPLIANCE_PORT    its port                          4100`;

/** Something a person can mend; the message is the sentence. */
class CannotStart extends Error {
  override readonly name = 'CannotStart';
  readonly code = 'cannot_start';
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const set = (name: string): string | undefined => (process.env[name] === '' ? undefined : process.env[name]);

function portOf(): number {
  const text = set('APPLIANCE_PORT') ?? '4100';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new CannotStart(`APPLIANCE_PORT must be a port from 1 to 65535, not "${text}".`);
  return port;
}

function dataFolder(): string {
  const folder = resolve(
    process.env['INIT_CWD'] ?? '.',
    set('DATA_DIR') ?? join(import.meta.dirname, '..', 'data', 'store'),
  );
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new CannotStart(
      `The data folder ${folder} cannot be written to: make it writable or name another one with DATA_DIR.`,
    );
  }
  return folder;
}

async function start(): Promise<void> {
  const [asked] = process.argv.slice(2);
  if (asked === '--help') return say(usage);
  if (asked !== undefined)
    throw new CannotStart(`npm run appliance takes no arguments, not ${asked}; npm run appliance -- --help says more.`);
  const host = set('APPLIANCE_HOST') ?? '127.0.0.1';
  const port = portOf();
  if (!(await portIsFree(port, host))) {
    throw new CannotStart(
      `Port ${port} is in use (is the store running already?): stop the other program, or start with another one: APPLIANCE_PORT=${port + 10} npm run appliance`,
    );
  }
  const dataDir = dataFolder();
  const builds = [...(await buildScreens()), await buildAppliance()];
  const failed = builds.find(({ outcome }) => outcome === 'failed');
  if (failed) throw new CannotStart(`This could not be built: ${failed.name}. ${failed.problem ?? ''}`);

  // A wildcard address is where it listens, not where anybody calls.
  const here = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
  const appliance = new Program({
    name: 'The store',
    entry: bundledAppliance.entry,
    nodeOptions: bundledAppliance.nodeOptions,
    // What belongs to the demo and to replays is taken out, whatever this shell has set.
    env: {
      ...bundledAppliance.env,
      APPLIANCE_HOST: host,
      APPLIANCE_PORT: String(port),
      DATA_DIR: dataDir,
      CLOCK: 'box',
      IMPORTS_HISTORY: '',
      DEMO_PAIRING_CODE: '',
      PAPER_URL: set('PAPER_URL') ?? '',
    },
    healthUrl: `${here}/health`,
    logFile: join(dataDir, 'logs', 'appliance.log'),
  });
  let stopping = false;
  onShutdown(async () => {
    stopping = true;
    say('\nStopping. Nothing is lost; the next start goes on from here.');
    await appliance.stop();
  });
  await appliance.start();
  const state = await call<SetupState>(`${here}/api/v1/setup/state`);
  // It serves a moment before it has said so.
  for (let tries = 0; state.state === 'new' && codeOf(appliance) === null && tries < 40; tries += 1) await delay(50);
  say(addresses(state, addressesOf(host, port, here), appliance, dataDir));
  await appliance.ended();
  if (stopping) return;
  throw new CannotStart(`The store ended by itself: ${appliance.lastSentence} Its log is ${appliance.spec.logFile}.`);
}

/** What the appliance prints on its console for somebody who sets it up from another machine. */
const codeOf = (appliance: Program): string | null => /with the code (\S+?)\.?$/m.exec(appliance.words)?.[1] ?? null;

/** Where it can be reached, this machine first. */
function addressesOf(host: string, port: number, here: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [here];
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [
    here,
    ...others
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => `http://${address}:${port}`),
  ];
}

function addresses(state: SetupState, [here = '', ...others]: string[], appliance: Program, dataDir: string): string {
  const code = codeOf(appliance);
  const isNew = state.state === 'new';
  const lines = [
    isNew ? 'This store is new. Open the setup page first.' : `${state.storeName} is open.`,
    '',
    ...(isNew ? [] : [`POS             ${here}/pos/`, `Kitchen board   ${here}/kds/`]),
    `Setup           ${here}/setup/${isNew && code !== null ? `   (from another machine with the code ${code})` : ''}`,
    ...(isNew ? [`POS             ${here}/pos/`, `Kitchen board   ${here}/kds/`] : []),
    `Health          ${here}/health`,
    ...(others.length === 0
      ? []
      : [`On the network  ${others.join('  ')}   (not encrypted: only where no guest can join)`]),
    '',
    `Data            ${dataDir}`,
    `Backup          npm run backup -- --data ${dataDir} --to FILE`,
    'Ctrl-C stops it.',
  ];
  return `\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

try {
  await start();
} catch (fault) {
  if (!(fault instanceof CannotStart || fault instanceof ProgramFault)) throw fault;
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
}
