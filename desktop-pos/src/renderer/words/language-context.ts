import { createContext, useContext } from 'react';
import type { LanguageId } from './languages.ts';

export interface LanguageChoice {
  language: LanguageId;
  setLanguage(language: LanguageId): void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'en', setLanguage: () => undefined });

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}
