import { createInstance, type i18n as I18n, type Resource } from 'i18next';
import { uiWords } from './words.ts';

/** An app's own words: language, then namespace, then key. `ui` is taken by the shared components. */
export type AppResources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export interface CreateI18nOptions {
  /** BCP 47 tag, for example "en-US" or "ar". Unknown languages fall back to English. */
  locale: string;
  resources?: AppResources;
  /** The app's own namespace, so that `t("send")` needs no prefix. */
  defaultNamespace?: string;
}

/**
 * A ready i18next instance: synchronous, since all words are in the bundle, and without HTML
 * escaping, since React escapes. Plurals follow CLDR (`key_one`, `key_other`, ...).
 */
export function createI18n({ locale, resources = {}, defaultNamespace = 'app' }: CreateI18nOptions): I18n {
  const merged: Resource = {};
  for (const language of new Set([...Object.keys(uiWords), ...Object.keys(resources)])) {
    const shared = language in uiWords ? { ui: uiWords[language as keyof typeof uiWords] } : {};
    merged[language] = { ...resources[language], ...shared } as Resource[string];
  }
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    resources: merged,
    ns: [...new Set(['ui', defaultNamespace, ...Object.values(resources).flatMap(Object.keys)])],
    defaultNS: defaultNamespace,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

export type Direction = 'ltr' | 'rtl';

const rightToLeftLanguages = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Which way a locale is written. */
export function directionOf(locale: string): Direction {
  return rightToLeftLanguages.has(locale.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** Sets language and direction of the page; every layout uses logical properties, so this is the whole switch. */
export function applyLocaleToDocument(locale: string, root: HTMLElement = document.documentElement): void {
  root.lang = locale;
  root.dir = directionOf(locale);
}
