/** The languages that every screen speaks, each by its own name, with the region whose dates and figures it takes when nobody says. */
export const languages = [
  { id: 'en', name: 'English', locale: 'en-US' },
  { id: 'de', name: 'Deutsch', locale: 'de-DE' },
  { id: 'es', name: 'Español', locale: 'es-ES' },
  { id: 'ar', name: 'العربية', locale: 'ar' },
] as const;
export type Language = (typeof languages)[number]['id'];

const primaryOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';
const isLanguage = (text: string | null | undefined): text is Language => languages.some(({ id }) => id === text);

/** The language of a locale when the screens speak it, else English. */
export function languageOf(locale: string): Language {
  const language = primaryOf(locale);
  return isLanguage(language) ? language : 'en';
}

/** The first of the browser's languages that the screens speak, else English. */
export const browserLanguage = (): Language => navigator.languages.map(primaryOf).find(isLanguage) ?? 'en';

/** The browser's own region for a language (de-AT, es-MX), so that dates and figures read as at home. */
export function browserLocaleOf(language: Language): string {
  const regional = navigator.languages.find((tag) => tag.includes('-') && primaryOf(tag) === language);
  return regional ?? languages.find(({ id }) => id === language)?.locale ?? 'en-US';
}

/** The store's own locale where it is in the chosen language (its dates and figures), the plain language otherwise. */
export const localeFor = (language: Language, storeLocale: string): string =>
  primaryOf(storeLocale) === language ? storeLocale : language;

const keyOf = (program: string): string => `auraconnect.${program}.language`;

/** What the address asks for (`?lang=de`), else what was chosen at this screen before, else null. */
export function chosenLanguage(program: string): Language | null {
  const asked = new URLSearchParams(location.search).get('lang');
  if (asked !== null && isLanguage(primaryOf(asked))) return languageOf(asked);
  try {
    const kept = localStorage.getItem(keyOf(program));
    return isLanguage(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Kept at this screen; the address asks for no other one from here on. */
export function keepLanguage(program: string, language: Language): void {
  const { pathname, search, hash } = location;
  const rest = new URLSearchParams(search);
  if (rest.has('lang')) {
    rest.delete('lang');
    history.replaceState(history.state, '', `${pathname}${rest.size > 0 ? `?${rest}` : ''}${hash}`);
  }
  try {
    localStorage.setItem(keyOf(program), language);
  } catch {
    // Storage can be forbidden; the choice then lasts until the page is loaded again.
  }
}
