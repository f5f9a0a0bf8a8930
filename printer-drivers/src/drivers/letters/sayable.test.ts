import { describe, expect, it } from 'vitest';
import { epsonProfile } from '../escpos/profile.ts';
import type { PrinterLetters } from './code-pages.ts';
import { sayableText } from './sayable.ts';

const american: PrinterLetters = { codePages: [{ name: 'cp437', number: 0 }] };

describe('text that a printer can say', () => {
  it.each([
    ['Crème brûlée', 'Crème brûlée'],
    ['5\u00a0€', '5\u00a0EUR'],
    ['\u22125.00', '-5.00'],
    ['1\u202f234,00', '1\u00a0234,00'],
    ['Łukasz Ðorđe', 'Lukasz Dorde'],
    ['Ćevapčići', 'Cevapcici'],
    ['“Best” – chef’s…', '"Best" - chef\'s...'],
    ['½ lb, 2× ™', '½ lb, 2x TM'],
    ['cafe\u0301', 'café'],
    ['Ａ１', 'A1'],
    ['ﬁsh', 'fish'],
    ['寿司', '??'],
    ['🍕 pizza 👨‍👩‍👧‍👦', '? pizza ?'],
    ['e\u0329\u030d', 'e'],
    ['\u001bp', 'p'],
  ])('%s becomes %s on an American printer', (text, sayable) => {
    expect(sayableText(text, american)).toBe(sayable);
  });

  it('keeps what any of the printer’s code pages has', () => {
    expect(sayableText('Łódź, Чай, Žižka, 5 €', epsonProfile)).toBe('Łódź, Чай, Žižka, 5 €');
  });
});
