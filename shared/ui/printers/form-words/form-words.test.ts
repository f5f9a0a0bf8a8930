import { expect, test } from 'vitest';
import { printerFormWords } from './form-words.ts';

const placesOf = (words: object): string[] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [`${key}: ${[...value.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted().join(' ')}`]
      : placesOf(value as object).map((place) => `${key}.${place}`),
  );

test.each(['de', 'es', 'ar'] as const)(
  'the form of a printer says everything in %s, with the same places',
  (language) => {
    expect(placesOf(printerFormWords[language])).toEqual(placesOf(printerFormWords.en));
    expect(JSON.stringify(printerFormWords[language])).not.toContain('""');
  },
);
