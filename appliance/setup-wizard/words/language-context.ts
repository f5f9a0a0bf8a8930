import { createContext, useContext } from 'react';

export interface LanguageChoice {
  locale: string;
  setLocale(locale: string): void;
}

export const LanguageContext = createContext<LanguageChoice>({ locale: 'en', setLocale: () => undefined });
export const useLanguage = (): LanguageChoice => useContext(LanguageContext);
