import { expect, test } from 'vitest';
import { runSeed } from '../../tooling/simulation/run-seed.ts';
import { seen } from './support/fault-test.ts';

const evenings = 25;
const kinds = ['cloud cannot work an order up'] as const;

/** Evenings on which some orders cannot be worked up in the cloud until a fix comes. @returns what went wrong on how many */
async function live(bug: 'poison-blocks' | null): Promise<{ wrong: string[]; met: number }> {
  const wrong: string[] = [];
  let met = 0;
  for (let seed = 1; seed <= evenings; seed += 1) {
    const { violations, coverage } = await runSeed({ seed, bug, kinds });
    wrong.push(...violations.slice(0, 1));
    met += [...coverage.values()].reduce((sum, count) => sum + count, 0);
  }
  return { wrong, met };
}

test(
  'an event that the cloud cannot work up is set aside, the rest goes on, and a fix brings it in',
  { timeout: 120_000 },
  async () => {
    const { wrong, met } = await live(null);
    expect(wrong).toEqual([]);
    seen(
      'poison event',
      `${evenings} simulated evenings with ${met} poisoned orders: nothing behind them waited, all worked up after the fix`,
    );
  },
);

test('control: a cloud that stops at such an event is found out', { timeout: 240_000 }, async () => {
  const { wrong } = await live('poison-blocks');
  expect(wrong.length).toBeGreaterThan(0);
  seen('control of poison event', `a cloud that stopped at it: found on ${wrong.length} of ${evenings} evenings`);
});
