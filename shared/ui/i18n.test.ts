import { describe, expect, test } from 'vitest';
import { createI18n, directionOf } from './i18n.ts';
import { uiWords } from './words.ts';

const singular = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

describe('the shared words', () => {
  test('exist in every language', () => {
    const english = new Set(Object.keys(uiWords.en).map(singular));
    for (const words of Object.values(uiWords)) {
      expect(new Set(Object.keys(words).map(singular))).toEqual(english);
      expect(Object.values(words).filter((word) => word.trim() === '')).toEqual([]);
    }
  });

  test('keep their figures: no translation drops a placeholder', () => {
    const slots = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([slot]) => slot).toSorted();
    for (const words of Object.values(uiWords)) {
      for (const key of Object.keys(words).filter((name) => name === singular(name))) {
        expect({ key, slots: slots(words[key] ?? '') }).toEqual({ key, slots: slots(uiWords.en[key] ?? '') });
      }
    }
  });

  test('have every plural form that a language counts with', () => {
    for (const [language, words] of Object.entries(uiWords)) {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const base of [
        'digitsEntered',
        'rows',
        'printerWaits',
        'printerTickets',
        'printerUnknown',
        'printerUnknownTickets',
      ]) {
        expect(needed.filter((category) => words[`${base}_${category}`] === undefined)).toEqual([]);
      }
    }
  });
});

describe("a program's own words", () => {
  const i18n = createI18n({
    locale: 'ar-AE',
    resources: {
      en: { app: { send_one: 'Send {{count}} line', send_other: 'Send {{count}} lines', pay: 'Pay' } },
      ar: { app: { pay: 'ادفع' } },
    },
  });

  test('are ready at once, beside the shared ones, and fall back to English', async () => {
    expect(i18n.t('pay')).toBe('ادفع');
    expect(i18n.t('ui:close')).toBe('إغلاق');
    expect(i18n.t('ui:digitsEntered', { count: 3 })).toBe('أُدخلت 3 أرقام');
    await i18n.changeLanguage('en-GB');
    expect(i18n.t('send', { count: 1 })).toBe('Send 1 line');
    expect(i18n.t('send', { count: 3 })).toBe('Send 3 lines');
  });

  test("leave a guest's name as it is typed", () => {
    const plain = createI18n({ locale: 'en', resources: { en: { app: { hello: 'For {{name}}' } } } });
    expect(plain.t('hello', { name: "O'Neill & Sons" })).toBe("For O'Neill & Sons");
  });
});

test('Arabic, Hebrew, Persian and Urdu run right to left, the others do not', () => {
  expect(['ar', 'ar-AE', 'he-IL', 'fa', 'ur-PK'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'rtl']);
  expect(['en-US', 'de', 'es-MX', 'th'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr']);
});
