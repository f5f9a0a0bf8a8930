import { expect, test } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** A loop that turns when it is told to, and a disk that answers then. */
function aLoop() {
  const soon: (() => void)[] = [];
  const syncs: (() => void)[] = [];
  const decided: string[][] = [];
  const groups = new GroupCommit<string>({
    timers: { soon: (run) => soon.push(run), after: () => () => undefined, every: () => () => undefined },
    commit(waiting) {
      const taken = waiting.slice(0, 2);
      decided.push(taken);
      return { taken: taken.length, wrote: true, announce: () => undefined, abandon: () => undefined };
    },
    sync: () => new Promise((resolve) => syncs.push(resolve)),
    fail: (job, fault) => {
      throw new Error(`${job}: ${fault.message}`);
    },
    onSyncFailed: () => undefined,
  });
  const inOneTurn = async (work: () => void): Promise<string[][]> => {
    const before = decided.length;
    work();
    await new Promise((resolve) => setTimeout(resolve));
    for (const run of soon.splice(0)) run();
    return decided.slice(before);
  };
  return {
    add: (...jobs: string[]) => inOneTurn(() => jobs.forEach((job) => groups.add(job))),
    diskAnswers: () => inOneTurn(() => syncs.shift()?.()),
    turn: () => inOneTurn(() => undefined),
  };
}

test('no turn of the loop decides two groups, so that requests and screens wait for one at most', async () => {
  const loop = aLoop();
  expect(await loop.add('a', 'b', 'c', 'd', 'e', 'f', 'g')).toEqual([['a', 'b']]);
  expect(await loop.diskAnswers()).toEqual([['c', 'd']]);
  expect(await loop.turn()).toEqual([['e', 'f']]);
  expect(await loop.turn()).toEqual([['g']]);
});

test('what comes after a rest does not wait for anything', async () => {
  const loop = aLoop();
  expect(await loop.add('a')).toEqual([['a']]);
  expect(await loop.diskAnswers()).toEqual([]);
  expect(await loop.add('b')).toEqual([['b']]);
});
