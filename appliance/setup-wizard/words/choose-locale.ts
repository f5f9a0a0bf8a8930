import { languages } from './words.ts';

const languageKey = 'auraconnect.setup.language';

/** The language asked for in the address, chosen here before, or read by this browser's user; English otherwise. */
export function firstLocale(): string {
  const wanted = [new URLSearchParams(location.search).get('lang'), stored(), ...navigator.languages];
  return (
    wanted.find(
      (locale) => locale !== null && Object.hasOwn(languages, locale.split('-', 1)[0]?.toLowerCase() ?? ''),
    ) ?? 'en'
  );
}

export function keepLocale(locale: string): void {
  try {
    localStorage.setItem(languageKey, locale);
  } catch {
    // The choice lasts as long as the page.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(languageKey);
  } catch {
    return null;
  }
}
