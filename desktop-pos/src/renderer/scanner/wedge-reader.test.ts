import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstGapMs, WedgeReader } from './wedge-reader.ts';

/** Presses keys, each so many ms after the one before; what a person's keys and the codes come out as. */
function play(keys: readonly (readonly [key: string, afterMs: number])[]): { typed: string; codes: string[] } {
  const reader = new WedgeReader();
  let atMs = 1000;
  const typed: string[] = [];
  const codes: string[] = [];
  for (const [key, afterMs] of keys) {
    // What a timer does in the page.
    if (afterMs >= burstGapMs) typed.push(...reader.rest(atMs + burstGapMs));
    atMs += afterMs;
    const verdict = reader.press(key, atMs);
    typed.push(...verdict.release);
    if (verdict.key === 'pass') typed.push(key);
    if (verdict.scanned !== null) codes.push(verdict.scanned.code);
  }
  typed.push(...reader.rest(atMs + burstGapMs));
  return { typed: typed.filter((key) => key !== 'Shift').join(''), codes };
}

const burst = (code: string, gapMs = 5): [string, number][] => [...code, 'Enter'].map((key) => [key, gapMs]);

describe('a scanner that is a keyboard', () => {
  it('reads a code whatever its speed, with capitals and with Tab at its end', () => {
    expect(play(burst('4006381333931')).codes).toEqual(['4006381333931']);
    expect(play(burst('96385074', 29)).codes).toEqual(['96385074']);
    const capital: [string, number][] = [
      ['Shift', 2],
      ['A', 2],
      ['Shift', 2],
      ['B', 2],
      ['1', 2],
      ['2', 2],
      ['Tab', 2],
    ];
    expect(play(capital)).toEqual({ typed: '', codes: ['AB12'] });
  });

  it('reads two codes one after the other, and one right behind a person’s key', () => {
    expect(play([...burst('12345678'), ...burst('87654321')]).codes).toEqual(['12345678', '87654321']);
    const typed = play([['3', 500], ['4', 80], ...[...'0063'].map((key): [string, number] => [key, 5]), ['Enter', 5]]);
    expect(typed).toEqual({ typed: '3', codes: ['40063'] });
  });

  it('leaves a short burst and an Enter of its own to the person', () => {
    expect(
      play([
        ['1', 500],
        ['2', 10],
        ['Enter', 10],
      ]),
    ).toEqual({ typed: '12Enter', codes: [] });
    expect(play([['Enter', 500]])).toEqual({ typed: 'Enter', codes: [] });
    expect(play([...[...'soup'].map((key): [string, number] => [key, 10]), ['Enter', 200]])).toEqual({
      typed: 'soupEnter',
      codes: [],
    });
  });

  it('never eats, doubles or turns round what a person types', () => {
    const key = fc.constantFrom('a', 'b', '1', '2', 'Enter', 'Backspace', 'ä', ' ');
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.integer({ min: burstGapMs + 1, max: 900 })), { maxLength: 40 }), (keys) => {
        expect(play(keys)).toEqual({ typed: keys.map(([one]) => one).join(''), codes: [] });
      }),
    );
  });

  it('makes of any stream of keys typing and codes that hold all of it', () => {
    const key = fc.constantFrom('q', '1', '2', 'Enter', 'Tab', 'Backspace');
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.integer({ min: 1, max: 60 })), { maxLength: 80 }), (keys) => {
        const { typed, codes } = play(keys);
        const count = (text: string): number => [...text.matchAll(/[q12]/g)].length;
        const pressed = keys.map(([one]) => (one.length === 1 ? one : '')).join('');
        expect(count(typed) + codes.reduce((sum, code) => sum + count(code), 0)).toBe(count(pressed));
      }),
    );
  });
});
