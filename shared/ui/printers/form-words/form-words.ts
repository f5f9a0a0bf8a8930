import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

/** By language; a program that shows the form gives each to `createI18n` as the namespace `printers`. */
export const printerFormWords = { en, de, es, ar };

type KeyOf<Words> = {
  [Name in keyof Words & string]: Words[Name] extends string ? Name : `${Name}.${KeyOf<Words[Name]>}`;
}[keyof Words & string];

/** Every sentence of the form by name. */
export type PrinterFormWordKey = KeyOf<typeof en>;
export type PrinterFormWord = (key: PrinterFormWordKey, values?: Readonly<Record<string, string | number>>) => string;

export function usePrinterFormWords(): PrinterFormWord {
  const t: TFunction<'printers'> = useTranslation('printers').t;
  return t as unknown as PrinterFormWord;
}
