import { pino } from 'pino';
import { readSourceArguments, sourceUsage } from './shape-source-arguments.ts';
import { RunningShapeSource, type ShapeSourceConfig } from './shape-source.ts';
import { exitStatuses, StartFailure } from './start-failure.ts';

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${sourceUsage}\n`);
    return;
  }
  const config = readSourceArguments(process.argv.slice(2), process.env);
  const log = pino({ base: { program: 'shape-source' }, timestamp: pino.stdTimeFunctions.isoTime });
  const running = await RunningShapeSource.start(config, log).catch((error: unknown) => {
    throw startFailure(config, error);
  });
  log.info({ address: running.url }, 'the shape source is ready');
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Asked twice: somebody is in a hurry.
      if (stopping) process.exit(130);
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function startFailure({ databaseUrl, host, port }: ShapeSourceConfig, error: unknown): StartFailure {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return new StartFailure(
      'no_port',
      `Nothing can listen on ${host}:${port} (${code}).`,
      exitStatuses.unavailable,
      error,
    );
  const { hostname, port: databasePort, pathname } = new URL(databaseUrl);
  const where = `${hostname}:${databasePort === '' ? '5432' : databasePort}${pathname}`;
  const why = message === '' ? String(code) : message;
  return new StartFailure(
    'no_database',
    `The database at ${where} cannot be used: ${why}`,
    exitStatuses.unavailable,
    error,
  );
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitStatus;
}
