import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';
import { words } from './words.ts';

const others: Record<string, Words> = { de, es, ar };
const flat = (rooms: Words): Record<string, string> =>
  Object.fromEntries(
    Object.entries(rooms).flatMap(([room, of]) => Object.entries(of).map(([key, said]) => [`${room}.${key}`, said])),
  );
/** Plural forms may leave the number out: "one order" says it. */
const figuresIn = (sentence: string): string =>
  [...sentence.matchAll(/\{\{(\w+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'count')
    .toSorted()
    .join();

describe('the portal says everything in every language', () => {
  it.each(Object.keys(others))('%s has a sentence for each English one, with the same figures in it', (language) => {
    const theirs = flat(others[language] ?? en);
    const wrong = Object.entries(flat(en)).filter(
      ([key, sentence]) => (theirs[key] ?? '').trim() === '' || figuresIn(theirs[key] ?? '') !== figuresIn(sentence),
    );
    expect(wrong).toEqual([]);
  });

  it('counts in Arabic without falling back to English', () => {
    const t = createI18n({ locale: 'ar', resources: words }).getFixedT('ar', 'app');
    const counted = Object.keys(flat(en)).filter((key) => key.endsWith('_other'));
    const english = counted.flatMap((key) =>
      [0, 1, 2, 3, 11, 100]
        .map((count) => t(key.slice(0, -'_other'.length), { count, events: '7', orders: '7', who: 'X', time: '1' }))
        .filter((said) => /[a-z]{3}/.test(said.replaceAll(/\{\{\w+\}\}/g, ''))),
    );
    expect(english).toEqual([]);
  });

  it('writes counts as the language does', () => {
    const t = (language: string): string =>
      createI18n({ locale: language, resources: words }).getFixedT(language, 'app')('common.orders', { count: 12_345 });
    expect([t('en'), t('de'), t('es')]).toEqual(['12,345 orders', '12.345 Bestellungen', '12.345 pedidos']);
  });
});
