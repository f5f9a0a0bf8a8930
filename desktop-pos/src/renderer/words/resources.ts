import type { AppResources } from '@auraconnect/shared/ui/i18n.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export const resources: AppResources = { en: { app: en }, de: { app: de }, es: { app: es }, ar: { app: ar } };
