import type { AppResources } from '@auraconnect/shared/ui/i18n.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

/** Each language in its own words. */
export const languages = { en: 'English', de: 'Deutsch', es: 'Español', ar: 'العربية' } as const;

export const words: AppResources = { en: { app: en }, de: { app: de }, es: { app: es }, ar: { app: ar } };
