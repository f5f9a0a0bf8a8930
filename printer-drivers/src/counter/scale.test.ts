import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openScale8217, read8217 } from './scale-8217.ts';
import { MemoryWire } from './testing/memory-wire.ts';
import { VirtualScale } from './testing/virtual-scale.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const kilograms = { unit: 'kg' } as const;

describe('what an 8217 says', () => {
  test.each([
    ['\u000200.735\r', { state: 'stable', value: '0.735', unit: 'kg' }],
    ['\u0002  1.234N\r', { state: 'stable', value: '1.234', unit: 'kg' }],
    ['\u000212.5\r\u0003', { state: 'stable', value: '12.5', unit: 'kg' }],
    ['\u000200.000\r', { state: 'zero' }],
    ['\u0002?A\r', { state: 'moving' }],
    ['\u0002?B\r', { state: 'overload' }],
    ['\u0002?C\r', { state: 'overload' }],
    ['\u0002?D\r', { state: 'under-zero' }],
    ['\u0002?H\r', { state: 'not-zeroed' }],
    ['\u0002?P\r', { state: 'zero' }],
    ['\u0002?q\r', { state: 'moving' }],
  ])('%j', (said, weight) => {
    expect(read8217(bytes(said), kilograms)).toStrictEqual(weight);
  });

  test('a point that the scale does not send is where the settings say', () => {
    expect(read8217(bytes('\u00021234\r'), { unit: 'lb', decimals: 2 })).toStrictEqual({
      state: 'stable',
      value: '12.34',
      unit: 'lb',
    });
    expect(read8217(bytes('\u00020005\r'), { unit: 'lb', decimals: 3 })).toStrictEqual({
      state: 'stable',
      value: '0.005',
      unit: 'lb',
    });
  });

  test('parity that was not taken off changes nothing', () => {
    expect(
      read8217(
        bytes('\u000200.735\r').map((byte, place) => (place % 2 === 0 ? byte | 0x80 : byte)),
        kilograms,
      ),
    ).toMatchObject({
      value: '0.735',
    });
  });

  test('half an answer is none yet, and the newest one counts', () => {
    expect(read8217(bytes('\u000200.7'), kilograms)).toBeNull();
    expect(read8217(bytes('\u000200.735\r\u000201.200\r'), kilograms)).toMatchObject({ value: '1.200' });
    expect(read8217(bytes('x'.repeat(60)), kilograms)).toBe('unreadable');
    expect(read8217(bytes('\u0002ST,GS, 1.2kg\r'), kilograms)).toBe('unreadable');
  });

  test('no noise on the line becomes a weight that nobody sent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        const read = read8217(noise, kilograms);
        if (read === null || read === 'unreadable' || read.state !== 'stable') return;
        expect(Number(read.value)).toBeGreaterThan(0);
        expect(noise.map((byte) => byte & 0x7f).includes(read.value.charCodeAt(0))).toBe(true);
      }),
    );
  });
});

describe('the wire to a scale', () => {
  test('a weight is asked for, and every state has its name', async () => {
    const device = new VirtualScale();
    const scale = openScale8217(new MemoryWire((asked) => device.answer(asked)).open, kilograms);
    device.grams = 735;
    // Two questions at once have an answer each.
    expect(await Promise.all([scale.weigh(), scale.weigh()])).toStrictEqual(
      Array.from({ length: 2 }, () => ({ state: 'stable', value: '0.735', unit: 'kg' })),
    );
    device.moving = true;
    expect(await scale.weigh()).toStrictEqual({ state: 'moving' });
    device.grams = 15_001;
    expect(await scale.weigh()).toStrictEqual({ state: 'overload' });
    device.grams = -5;
    expect(await scale.weigh()).toStrictEqual({ state: 'under-zero' });
    Object.assign(device, { grams: 0, moving: false });
    expect(await scale.weigh()).toStrictEqual({ state: 'zero' });
  });

  test('a scale that is off or gone is a fault and never a weight, and it is asked again when it is back', async () => {
    const device = new VirtualScale();
    const wire = new MemoryWire((asked) => device.answer(asked));
    const scale = openScale8217(wire.open, { ...kilograms, answerTimeoutMs: 40 });
    wire.missing = true;
    await expect(scale.weigh()).rejects.toMatchObject({ code: 'scale.unreachable' });
    wire.missing = false;
    device.mute = true;
    await expect(scale.weigh()).rejects.toMatchObject({ code: 'scale.no-answer' });
    Object.assign(device, { mute: false, grams: 250 });
    wire.cut();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(await scale.weigh()).toMatchObject({ value: '0.250' });
    expect(wire.opened).toBe(2);
    await scale.close();
  });
});
