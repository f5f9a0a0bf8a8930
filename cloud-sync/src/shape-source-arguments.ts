import { parseArgs } from 'node:util';
import { shapeSourceDefaults, type ShapeSourceConfig } from './shape-source.ts';
import { exitStatuses, StartFailure } from './start-failure.ts';

export const sourceUsage = `npm run shape-source -- --database-url URL --port N [--host HOST] [--chunk-bytes N] [--secret S]

Serves the tables of a Postgres 14 or later in Electric's HTTP shape protocol, at http://HOST:N/v1/shape. A table is followed from the
first request for it on, by triggers and a schema of their own; "drop schema shape_source cascade" takes them away again.
With --secret, or ELECTRIC_SECRET in its environment, only a client that sends secret=S is given a shape.`;

/** @throws {StartFailure} */
export function readSourceArguments(given: string[], environment: NodeJS.ProcessEnv = {}): ShapeSourceConfig {
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
    secret: secretFrom(values.secret, environment),
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
    return parseArgs({
      args,
      options: { 'database-url': text, port: text, host: text, 'chunk-bytes': text, secret: text },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function secretFrom(given: string | undefined, environment: NodeJS.ProcessEnv): string | null {
  if (given === '') throw wrong('--secret is empty, which lets everybody in; leave it out if you mean that.');
  return given ?? (environment['ELECTRIC_SECRET'] || null);
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw wrong(`${name} is "${text}", and has to be a whole number from ${least} to ${most}.`);
  return number;
}

const wrong = (sentence: string): StartFailure =>
  new StartFailure('wrong_arguments', `${sentence}\n\n${sourceUsage}`, exitStatuses.configuration);
