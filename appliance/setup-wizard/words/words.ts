import type { AppResources } from '@auraconnect/shared/ui/i18n.ts';
import { printerFormWords } from '@auraconnect/shared/ui/printers/form-words/form-words.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export const words: AppResources = {
  en: { app: en, printers: printerFormWords.en },
  de: { app: de, printers: printerFormWords.de },
  es: { app: es, printers: printerFormWords.es },
  ar: { app: ar, printers: printerFormWords.ar },
};
