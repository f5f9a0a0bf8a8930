import { useTranslation } from 'react-i18next';
import type { en } from './en.ts';

type PluralSuffix = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<K extends string> = K extends `${infer Base}_${PluralSuffix}` ? Base : K;

/** Every sentence of the till by name; plural forms are one name, chosen by `count`. */
export type WordKey = WithoutPlural<keyof typeof en>;
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

export function useWords(): Words {
  const { t } = useTranslation('app');
  return t as unknown as Words;
}

/** A sentence by a name that came from elsewhere (a refusal's code); the fallback when this version has none for it. */
export function useWordOr(): (
  key: string,
  fallback: string,
  values?: Readonly<Record<string, string | number>>,
) => string {
  const { t, i18n } = useTranslation('app');
  return (key, fallback, values) => (i18n.exists(key, { ns: 'app' }) ? String(t(key, { ...values })) : fallback);
}
