import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Backlog } from '../cloud/backlog.ts';
import { type Bench, type Check, median, quantile } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { counterSale } from '../store/counter-sale.ts';

const turns = 3;
const mostOrders = 10_000;
/** A quick hand. */
const tapEveryMs = 50;
const idleTaps = 200;
/** Long enough for an eye to notice. */
const noticedMs = 50;

/** A cashier goes on tapping while a month without internet goes up: each tap is a command until its durable answer. */
export const tapsWhileDraining: Bench = {
  ids: ['U1'],
  async run({ say, drained }) {
    const scratch = scratchFolder('taps');
    const orders = Math.min(drained, mostOrders);
    say(`U1: ${orders} orders are sold`);
    const backlog = await Backlog.open(scratch, orders);
    const { store, cloud } = backlog;
    const [till] = store.terminals;
    if (till === undefined) throw new Error('the store has no till');
    const taps: { idle: number[]; draining: number[] } = { idle: [], draining: [] };
    const tapUntil = async (side: 'idle' | 'draining', isOver: (tapped: number) => boolean): Promise<number> => {
      const took: number[] = [];
      while (!isOver(took.length)) {
        for (const command of counterSale(store.ports.ids).commands) {
          const startedMs = performance.now();
          await till.send([command]);
          took.push(performance.now() - startedMs);
          await delay(tapEveryMs);
        }
      }
      taps[side].push(...took);
      return median(took);
    };
    const missing: number[] = [];
    try {
      say(`U1: ${turns} turns, a tap every ${tapEveryMs} ms`);
      const { values, noisy } = await inTurns(turns, 'idle', {
        idle: () => tapUntil('idle', (tapped) => tapped >= idleTaps),
        draining: async () => {
          await cloud.forgetJournals();
          let isOver = false;
          const sent = backlog.send().finally(() => (isOver = true));
          const middleMs = await tapUntil('draining', () => isOver);
          await sent;
          // What was tapped after the last answer.
          await backlog.send();
          missing.push(backlog.events - (await cloud.counts()).events);
          return middleMs;
        },
      });
      const correct: Check = {
        ok: missing.every((count) => count === 0),
        what: `${missing.join(', ')} events were missing in the cloud after a drain, those of the taps among it counted too`,
      };
      const before = backlog.events;
      await till.sell();
      const control: Check = {
        ok: backlog.events - (await cloud.counts()).events >= backlog.events - before,
        what: `an order that was not sent is missing in the cloud: ${backlog.events - before} events`,
      };
      const late = (side: 'idle' | 'draining'): string =>
        `p95 ${quantile(taps[side], 0.95).toFixed(1)} ms, longest ${Math.max(...taps[side]).toFixed(0)} ms, ${taps[side].filter((ms) => ms > noticedMs).length} of ${taps[side].length} over ${noticedMs} ms`;
      return [
        {
          id: 'U1',
          what: `a tap until its durable answer while ${orders} orders drain, over idle`,
          goal: null,
          seen: paired(values.draining, values.idle),
          unit: 'x',
          correct,
          control,
          noisy,
          note: `idle median ${about(values.idle, ' ms', 2)}, ${late('idle')}; draining median ${about(values.draining, ' ms', 2)}, ${late('draining')}; disk in memory, uplink in the till’s process as in the appliance, cloud and Postgres on the same cores`,
        },
      ];
    } finally {
      await backlog.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};
