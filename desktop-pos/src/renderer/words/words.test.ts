import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { orderRefusalSentences } from '@auraconnect/shared/order/refusal.ts';
import { exceptionKinds } from '@auraconnect/shared/facts/exception.ts';
import { settleRefusalSentences } from '@auraconnect/shared/facts/settle-exception.ts';
import { describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { languageOf, localeFor } from '@auraconnect/shared/ui/languages.ts';
import { resources } from './resources.ts';

const others: Record<string, Readonly<Record<string, string>>> = { de, es, ar };
const placesOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(([, name]) => name ?? '').toSorted();
/** Plural forms may leave the number out: "one order" says it. */
const named = (sentence: string): string[] => placesOf(sentence).filter((name) => name !== 'count');

describe('the till says everything in every language', () => {
  it.each(Object.keys(others))(
    '%s has a sentence for every one in English, with the same figures in it',
    (language) => {
      const words = others[language] ?? {};
      const wrong = Object.entries(en).filter(([key, sentence]) => {
        const translated = words[key];
        return (
          translated === undefined || translated.trim() === '' || named(translated).join() !== named(sentence).join()
        );
      });
      expect(wrong.map(([key]) => key)).toEqual([]);
    },
  );

  it('has all six plural forms in Arabic where it counts', () => {
    const counted = Object.keys(en)
      .filter((key) => key.endsWith('_other'))
      .map((key) => key.slice(0, -'_other'.length));
    const missing = counted
      .flatMap((key) => ['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => `${key}_${form}`))
      .filter((key) => !(key in ar));
    expect(missing).toEqual([]);
  });

  it('never shows a key or an unfilled figure', () => {
    for (const language of ['en', 'de', 'es', 'ar']) {
      const t = createI18n({ locale: language, resources }).getFixedT(language, 'app');
      for (const count of [0, 1, 2, 3, 11, 100]) {
        const said = t('healthPrinterUnknown', { count, name: 'Grill' });
        expect(said).not.toMatch(/\{\{|healthPrinterUnknown/);
        expect(said).toContain('Grill');
      }
    }
  });

  it('groups the digits of a large number as the language does', () => {
    const said = (locale: string): string =>
      createI18n({ locale, resources }).getFixedT(locale, 'app')('healthInternetOffline', { count: 113_841 });
    expect(said('en')).toContain('113,841 entries');
    expect(said('de')).toContain('113.841 Einträge');
    const ungrouped = Object.values({ ...en, ...de, ...es, ...ar }).filter((one) => one.includes('{{count}}'));
    expect(ungrouped).toEqual([]);
  });

  it('knows the refusals that a cashier meets', () => {
    const codes = Object.keys(en)
      .filter((key) => key.startsWith('refusal_'))
      .map((key) => key.slice('refusal_'.length));
    const otherCodes = ['drawer_open', 'session_closed', 'too_little_cash', 'not_held_here', 'fact_invalid'];
    otherCodes.push('store_is_claimed', 'catalogue_invalid', 'print_job_unknown', 'print_job_settled');
    otherCodes.push('print_job_begun', 'no_backup_printer', 'nothing_to_print', 'printer_not_chosen');
    otherCodes.push(...Object.keys(settleRefusalSentences));
    expect(codes.filter((code) => !(code in orderRefusalSentences) && !otherCodes.includes(code))).toEqual([]);
  });

  it('says of every exception what does not fit, and of every way how it is settled', () => {
    const codes = Object.keys(en).flatMap((key) => (key.startsWith('exception_') ? [key.slice(10)] : []));
    expect(codes.toSorted()).toEqual(Object.keys(exceptionKinds).toSorted());
  });

  it('writes dates and money as the store does, when it speaks the store’s language', () => {
    expect(localeFor('en', 'en-GB')).toBe('en-GB');
    expect(localeFor('de', 'en-GB')).toBe('de');
    expect(localeFor('de', 'de-AT')).toBe('de-AT');
    expect(languageOf('pt-BR')).toBe('en');
    expect(languageOf('ar-EG')).toBe('ar');
  });
});
