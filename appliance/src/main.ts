import { createLog } from './adapters/pino/log.ts';
import { root } from './adapters/node/program-files.ts';
import { systemPorts } from './adapters/node/system-ports.ts';
import { createAppliance } from './appliance.ts';
import { ConfigFault, readConfig } from './config.ts';
import { StoreFault } from './store/store-fault.ts';

/** What is said on the console apart from the log: for the person who started it. */
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** One sentence, no stack, and an exit status that is not zero. */
function giveUp(error: unknown, where: { host: string; port: number } | null): never {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof StoreFault || error instanceof ConfigFault) say(error.message);
  else if (code === 'EADDRINUSE' && where !== null) {
    say(
      `Port ${where.port} is in use: is the appliance already running? Stop it, or set APPLIANCE_PORT to another one.`,
    );
  } else if (code === 'EACCES' && where !== null)
    say(`This user may not listen on port ${where.port}; set APPLIANCE_PORT to one above 1024.`);
  else if ((code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') && where !== null)
    say(`This machine has no address ${where.host}; check APPLIANCE_HOST.`);
  else say(`The appliance could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function main(): Promise<void> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig(process.env, root);
  } catch (error) {
    giveUp(error, null);
  }
  const log = createLog(config.logLevel);
  const appliance = createAppliance(config, systemPorts(log));

  let stopping = null as Promise<void> | null;
  const stop = (signal: string): void => {
    if (stopping !== null) return;
    log.info({ signal }, 'stopping');
    stopping = appliance.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly; what was acknowledged is on disk');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A mistake somewhere must not take the store down with it; it is written down and the store goes on.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed that nobody waited for'));

  try {
    await appliance.run();
  } catch (error) {
    if (stopping === null) giveUp(error, config);
  }
  // Told to stop while it started: what is said to a store that is open would be wrong, and its parts are gone.
  if (stopping !== null) return;
  if (appliance.damage !== null) {
    say(appliance.damage.message);
    return;
  }
  const { address, core, setupCode } = appliance;
  log.info({ address, dataDir: config.dataDir, durability: config.durability }, 'serving');
  if (!isLoopback(config.host)) {
    say(
      `The appliance listens on ${config.host} for the whole network, without encryption: use it only on a network that guests cannot join.`,
    );
  }
  if (config.durability === 'none') say('DURABILITY=none: what is sold now may be lost. This is for benches only.');
  if (await core.read((view) => view.isNew)) {
    say(`This store is new. Open ${address}/setup on this machine, or on another one with the code ${setupCode}.`);
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

// Not awaited here: the bundle is CommonJS, which cannot.
main().catch((error: unknown) => giveUp(error, null));
