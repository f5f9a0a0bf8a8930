export const languages = [
  { id: 'en', name: 'English', locale: 'en-US' },
  { id: 'de', name: 'Deutsch', locale: 'de-DE' },
  { id: 'es', name: 'Español', locale: 'es-ES' },
  { id: 'ar', name: 'العربية', locale: 'ar' },
] as const;
export type Language = (typeof languages)[number]['id'];

const storageKey = 'auraconnect.portal.language';
const isLanguage = (text: string | null | undefined): text is Language => languages.some(({ id }) => id === text);
const languageOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/** What the address asks for, else what was chosen here before, else the first of the browser's that we speak. */
export function startLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (isLanguage(asked)) return asked;
  const kept = readKept();
  if (isLanguage(kept)) return kept;
  return navigator.languages.map(languageOf).find(isLanguage) ?? 'en';
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage can be forbidden; the language then lasts until the page is loaded again.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The browser's own region for a language (de-AT, es-MX), so that dates and figures read as at home. */
export function localeOf(language: Language): string {
  const regional = navigator.languages.find((tag) => tag.includes('-') && languageOf(tag) === language);
  return regional ?? languages.find(({ id }) => id === language)?.locale ?? 'en-US';
}
