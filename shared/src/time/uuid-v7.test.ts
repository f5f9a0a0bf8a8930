import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { virtualClock } from '../../testing/virtual-clock.ts';
import { Uuid } from './ids.ts';
import { createIdSource, uuidV7, uuidV7Ms } from './uuid-v7.ts';

describe('version 7 UUIDs', () => {
  test("RFC 9562's own example comes out of its own parts", () => {
    // Appendix A.6: Tuesday, 22 February 2022 14:22:22 GMT-05:00, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    const bytes = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  property.prop([fc.integer({ min: 0, max: 2 ** 47 }), fc.uint8Array({ minLength: 10, maxLength: 10 })])(
    'every one is well formed, of version 7, and carries its time',
    (nowMs, bytes) => {
      const uuid = uuidV7(nowMs, bytes);
      expect(Uuid.safeParse(uuid).success).toBe(true);
      expect(uuid[14]).toBe('7');
      expect('89ab').toContain(uuid[19]);
      expect(uuidV7Ms(uuid)).toBe(nowMs);
    },
  );

  test('too little randomness is a fault, never a weak id', () => {
    expect(() => uuidV7(0, new Uint8Array(9))).toThrow(expect.objectContaining({ code: 'bad_random_bytes' }));
    const starved = createIdSource({ nowMs: () => 0 }, { bytes: () => new Uint8Array(0) });
    expect(() => starved.next()).toThrow(expect.objectContaining({ code: 'bad_random_bytes' }));
  });

  test('a source makes ids that only ever grow: in a burst, when the clock stands, and when it is set back an hour', () => {
    const clock = virtualClock();
    const source = createIdSource(clock, seededRandom(7));
    const made: string[] = [];
    for (let index = 0; index < 20_000; index += 1) made.push(source.next());
    clock.advanceMs(1);
    made.push(source.next());
    clock.setMs(clock.nowMs() - 3_600_000);
    for (let index = 0; index < 5_000; index += 1) made.push(source.next());
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
  });

  test('two sources with different randomness do not make the same id', () => {
    const clock = virtualClock();
    expect(createIdSource(clock, seededRandom(1)).next()).not.toBe(createIdSource(clock, seededRandom(2)).next());
  });
});
