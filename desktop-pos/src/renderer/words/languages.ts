import type { AppResources } from '@auraconnect/shared/ui/i18n.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export const languages = [
  { id: 'en', name: 'English' },
  { id: 'de', name: 'Deutsch' },
  { id: 'es', name: 'Español' },
  { id: 'ar', name: 'العربية' },
] as const;
export type LanguageId = (typeof languages)[number]['id'];

export const resources: AppResources = { en: { app: en }, de: { app: de }, es: { app: es }, ar: { app: ar } };

const storageKey = 'auraconnect.pos.language';

export function isLanguage(value: string | null | undefined): value is LanguageId {
  return languages.some((language) => language.id === value);
}

/** What was chosen on this device, or null. */
export function chosenLanguage(): LanguageId | null {
  const chosen = localStorage.getItem(storageKey);
  return isLanguage(chosen) ? chosen : null;
}

export function rememberLanguage(language: LanguageId): void {
  localStorage.setItem(storageKey, language);
}

/** The language of a locale when the till speaks it, else English. */
export function languageOf(locale: string): LanguageId {
  const language = locale.toLowerCase().split('-')[0];
  return isLanguage(language) ? language : 'en';
}

/** The store's own locale where it is in the chosen language (its dates and figures), the plain language otherwise. */
export function localeFor(language: LanguageId, storeLocale: string): string {
  return languageOf(storeLocale) === language && storeLocale.toLowerCase().startsWith(language)
    ? storeLocale
    : language;
}
