import { describe, expect, it } from 'vitest';
import { wrapText } from './wrap.ts';

function wrapped(text: string, width: number): string[] {
  return wrapText(text, width).map((line) => line.text);
}

describe('breaking text into lines', () => {
  it('breaks at spaces and drops the spaces at the break', () => {
    expect(wrapped('Two eggs over easy  with toast', 13)).toEqual(['Two eggs over', 'easy  with', 'toast']);
  });

  it('keeps line breaks and blank lines', () => {
    expect(wrapped('Thank you\n\nCome again', 20)).toEqual(['Thank you', '', 'Come again']);
  });

  it('breaks a word that is longer than the paper, on the line after what stood before it', () => {
    expect(wrapped('No Donaudampfschifffahrt', 10)).toEqual(['No', 'Donaudampf', 'schifffahr', 't']);
  });

  it('breaks a hyphenated name at its hyphen but never a date, a range or a negative amount', () => {
    expect(wrapped('Coca-Cola', 6)).toEqual(['Coca-', 'Cola']);
    expect(wrapped('on -12.50', 7)).toEqual(['on', '-12.50']);
    expect(wrapped('at 11-12', 6)).toEqual(['at', '11-12']);
  });

  it('keeps an amount and its currency together over a no-break space', () => {
    expect(wrapped('Summe 1\u202f234,00\u00a0€', 14)).toEqual(['Summe', '1\u202f234,00\u00a0€']);
  });

  it('lets the second line of an indented modifier stand under the first', () => {
    expect(wrapped('  + extra sharp cheddar cheese', 18)).toEqual(['  + extra sharp', '  cheddar cheese']);
  });

  it('breaks between East Asian characters but never before a closing mark', () => {
    expect(wrapped('注文番号、十二。', 8)).toEqual(['注文番', '号、十', '二。']);
    expect(wrapped('抹茶アイスクリーム', 10)).toEqual(['抹茶アイス', 'クリーム']);
  });

  it('never cuts a grapheme in two', () => {
    expect(wrapped('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 5)).toEqual(['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']);
  });

  it('gives one empty line for no text', () => {
    expect(wrapText('', 10)).toEqual([{ text: '', width: 0, isSimple: true }]);
    expect(wrapText('    ', 10)).toEqual([{ text: '', width: 0, isSimple: true }]);
  });
});
