import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { RunningShapeSource, shapeSourceDefaults, type ShapeSourceConfig } from './shape-source.ts';
import { exitStatuses, StartFailure } from './start-failure.ts';

const usage = `npm run shape-source -- --database-url URL --port N [--host HOST] [--chunk-bytes N]

Serves the tables of a Postgres 14 or later in Electric's HTTP shape protocol, at http://HOST:N/v1/shape. A table is followed from the
first request for it on, by triggers and a schema of their own; "drop schema shape_source cascade" takes them away again.`;

function readArguments(given: string[]): ShapeSourceConfig {
  const { values } = parsed(given);
  const url = values['database-url'];
  if (url === undefined) throw wrong('Say which database: --database-url postgres://...');
  if (!/^postgres(?:ql)?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw wrong('The --database-url is no address of a Postgres, as in postgres://user:password@host:5432/name.');
  if (values.port === undefined) throw wrong('Say where to listen: --port N');
  return {
    ...shapeSourceDefaults,
    databaseUrl: url,
    host: values.host ?? shapeSourceDefaults.host,
    port: whole('--port', values.port, 0, 65_535),
    chunkBytes:
      values['chunk-bytes'] === undefined
        ? shapeSourceDefaults.chunkBytes
        : whole('--chunk-bytes', values['chunk-bytes'], 1, 1_000_000_000),
  };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { 'database-url': text, port: text, host: text, 'chunk-bytes': text } });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw wrong(`${name} is "${text}", and has to be a whole number from ${least} to ${most}.`);
  return number;
}

const wrong = (sentence: string): StartFailure =>
  new StartFailure('wrong_arguments', `${sentence}\n\n${usage}`, exitStatuses.configuration);

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const config = readArguments(process.argv.slice(2));
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
