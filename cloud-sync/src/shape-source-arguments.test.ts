import { expect, test } from 'vitest';
import { readSourceArguments } from './shape-source-arguments.ts';

const database = ['--database-url', 'postgres://localhost/x'];

test('a database and a port are enough', () => {
  expect(readSourceArguments([...database, '--port', '3000'])).toMatchObject({
    databaseUrl: 'postgres://localhost/x',
    host: '127.0.0.1',
    port: 3000,
    chunkBytes: 10_485_760,
    longPollMs: 20_000,
  });
  expect(readSourceArguments([...database, '--port', '0', '--chunk-bytes', '10000'])).toMatchObject({
    chunkBytes: 10_000,
  });
});

test.each([
  [[], 'Say which database'],
  [['--database-url', 'mysql://x/y', '--port', '1'], 'is no address of a Postgres'],
  [database, 'Say where to listen'],
  [[...database, '--port', 'many'], '--port is "many"'],
  [[...database, '--port', '70000'], '--port is "70000"'],
  [[...database, '--port', '1', '--chunk-bytes', '0'], '--chunk-bytes is "0"'],
  [['--colour', 'red'], "Unknown option '--colour'"],
])('%j is refused with a sentence', (given, sentence) => {
  expect(() => readSourceArguments(given)).toThrow(sentence);
});

test('the secret is said with it or around it, and an empty one is no secret', () => {
  const port = [...database, '--port', '3000'];
  expect(readSourceArguments(port).secret).toBeNull();
  expect(readSourceArguments([...port, '--secret', 's3'], { ELECTRIC_SECRET: 'other' }).secret).toBe('s3');
  expect(readSourceArguments(port, { ELECTRIC_SECRET: 's4' }).secret).toBe('s4');
  expect(() => readSourceArguments([...port, '--secret', ''])).toThrow('--secret is empty');
});
