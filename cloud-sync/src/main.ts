import { pino } from 'pino';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { systemClock, systemRandom } from './adapters/system/system-ports.ts';
import { createCloud, type Cloud } from './cloud.ts';
import { readConfig } from './config.ts';
import { StartFailure } from './start-failure.ts';

/** Passwords, tokens and cookies never reach a log, wherever a library may put them. */
const redacted = ['*.password', '*.authorization', '*.cookie', 'err.config', 'req.headers'];

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({
    level: config.logLevel,
    base: { program: 'cloud' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: redacted,
  });
  const cloud = createCloud(config, {
    clock: systemClock,
    ids: createIdSource(systemClock, systemRandom),
    random: systemRandom,
    log,
  });
  stopOnSignal(cloud);
  await cloud.run();
  log.info({ address: cloud.address() }, 'the cloud is ready');
}

function stopOnSignal(cloud: Cloud): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Asked twice: somebody is in a hurry.
      if (stopping) process.exit(130);
      stopping = true;
      cloud.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exitStatus);
}
