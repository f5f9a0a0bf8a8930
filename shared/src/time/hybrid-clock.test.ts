import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  clampStamp,
  compareStamps,
  highestStamp,
  isStamp,
  mostAheadMs,
  noStamp,
  receive,
  stampAt,
  tick,
} from './hybrid-clock.ts';

const evening = Date.parse('2026-11-24T18:00:00Z');

describe('a clock that two sides compare edits by', () => {
  test('a later edit has the higher stamp although the clock was set back an hour', () => {
    const first = tick(noStamp, evening, 'store');
    const second = tick(first, evening - 3_600_000, 'store');
    expect(compareStamps(first, second)).toBeLessThan(0);
    expect(compareStamps(second, tick(second, evening, 'store'))).toBeLessThan(0);
  });

  test('whoever edits what it has seen has the higher stamp, however slow its own clock', () => {
    const theirs = tick(noStamp, evening, 'cloud');
    const mine = tick(receive(noStamp, theirs), evening - 86_400_000, 'store');
    expect(compareStamps(theirs, mine)).toBeLessThan(0);
  });

  test('a clock a day ahead wins by five minutes and not by a day', () => {
    const ahead = tick(noStamp, evening + 86_400_000, 'store');
    const believed = clampStamp(ahead, evening);
    expect(believed).toBe(stampAt(evening + mostAheadMs, 'store'));
    expect(compareStamps(believed, stampAt(evening + mostAheadMs + 1, 'cloud'))).toBeLessThan(0);
    expect(clampStamp(tick(noStamp, evening, 'store'), evening)).toBe(tick(noStamp, evening, 'store'));
  });

  test('at the same moment both sides agree on who was first', () => {
    const [store, cloud] = [stampAt(evening, 'store'), stampAt(evening, 'cloud')];
    expect(Math.sign(compareStamps(store, cloud))).toBe(-Math.sign(compareStamps(cloud, store)));
  });

  test('what is no stamp is the lowest, and a full counter still goes up', () => {
    expect(clampStamp('yesterday', evening)).toBe(noStamp);
    expect(isStamp('yesterday')).toBe(false);
    const full = `${String(evening)}-999999-store`;
    expect(compareStamps(full, tick(full, evening, 'store'))).toBeLessThan(0);
  });

  property.prop([fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -1e7, max: 1e7 })), { maxLength: 40 })])(
    'a chain of edits in which each has seen the one before only ever goes up',
    (chain) => {
      let seen = noStamp;
      const stamps = chain.map(([atStore, offMs]) => (seen = tick(seen, evening + offMs, atStore ? 'store' : 'cloud')));
      expect(stamps.toSorted(compareStamps)).toEqual(stamps);
      expect(new Set(stamps).size).toBe(stamps.length);
      expect(highestStamp(stamps)).toBe(seen);
    },
  );
});
