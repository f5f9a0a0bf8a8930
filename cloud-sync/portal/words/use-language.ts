import { createContext, useContext } from 'react';
import type { Language } from './languages.ts';

export interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => undefined });
export const LanguageProvider = LanguageContext.Provider;
export const useLanguage = (): LanguageChoice => useContext(LanguageContext);
