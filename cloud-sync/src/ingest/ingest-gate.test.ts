import { expect, test } from 'vitest';
import { IngestGate } from './ingest-gate.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Work that ends when it is told to. */
function job(name: string, log: string[]): { run: () => Promise<string>; end: (how?: Error) => void } {
  let end: (how?: Error) => void = () => undefined;
  const ended = new Promise<string>(
    (resolve, reject) => (end = (how) => (how === undefined ? resolve(name) : reject(how))),
  );
  return {
    run: () => {
      log.push(name);
      return ended;
    },
    end: (how) => end(how),
  };
}

test('batches of one store go in one after the other, in the order in which they came; other stores pass', async () => {
  const gate = new IngestGate(4, 100);
  const log: string[] = [];
  const [first, second, other] = [job('first', log), job('second', log), job('other', log)];
  const answers = [gate.pass('a', first.run), gate.pass('a', second.run), gate.pass('b', other.run)];
  await settle();
  expect(log).toEqual(['first', 'other']);
  first.end();
  await settle();
  expect(log).toEqual(['first', 'other', 'second']);
  second.end();
  other.end();
  expect(await Promise.all(answers)).toEqual(['first', 'second', 'other']);
});

test('so many at a time, and who waits longest is next', async () => {
  const gate = new IngestGate(2, 100);
  const log: string[] = [];
  const jobs = ['1', '2', '3', '4'].map((name) => job(name, log));
  const answers = jobs.map(({ run }, index) => gate.pass(`store ${index}`, run));
  await settle();
  expect(log).toEqual(['1', '2']);
  jobs[1]?.end();
  await settle();
  expect(log).toEqual(['1', '2', '3']);
  for (const { end } of jobs) end();
  await Promise.all(answers);
  expect(log).toEqual(['1', '2', '3', '4']);
});

test('tenants take turns: one with many stores does not stand before one with a single store', async () => {
  const gate = new IngestGate(1, 100);
  const log: string[] = [];
  const names = ['chain 1', 'chain 2', 'chain 3', 'chain 4', 'bistro', 'kiosk'];
  const jobs = names.map((name) => job(name, log));
  const answers = jobs.map(({ run }, index) => gate.pass(names[index] ?? '', run, names[index]?.split(' ')[0]));
  await settle();
  for (const name of ['chain 1', 'chain 2', 'bistro', 'kiosk', 'chain 3', 'chain 4']) {
    expect(log.at(-1)).toBe(name);
    jobs[names.indexOf(name)]?.end();
    await settle();
  }
  await Promise.all(answers);
  expect(gate.queuedCount).toBe(0);
});

test('a batch that fails lets the next one of its store in', async () => {
  const gate = new IngestGate(1, 100);
  const log: string[] = [];
  const [broken, next] = [job('broken', log), job('next', log)];
  const failed = gate.pass('a', broken.run);
  const after = gate.pass('a', next.run);
  broken.end(new Error('the database went away'));
  await expect(failed).rejects.toThrow('went away');
  next.end();
  expect(await after).toBe('next');
});

test('what is too much is sent away at once, and the count of those who wait comes back to zero', async () => {
  const gate = new IngestGate(1, 2);
  const log: string[] = [];
  const jobs = ['1', '2', '3', '4'].map((name) => job(name, log));
  const first = gate.pass('a', jobs[0]?.run ?? (() => Promise.resolve('')));
  await settle();
  const second = gate.pass('b', jobs[1]?.run ?? (() => Promise.resolve('')));
  const third = gate.pass('c', jobs[2]?.run ?? (() => Promise.resolve('')));
  expect(await gate.pass('d', jobs[3]?.run ?? (() => Promise.resolve('')))).toBe('full');
  for (const { end } of jobs) end();
  expect(await Promise.all([first, second, third])).toEqual(['1', '2', '3']);
  expect(gate.queuedCount).toBe(0);
});
