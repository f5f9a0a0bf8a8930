import { createContext, useContext, useMemo, useState } from 'react';
import { chosenLanguage, keepLanguage, type Language } from './languages.ts';

export interface LanguageChoice {
  language: Language;
  choose(language: Language): void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => undefined });
export const useLanguage = (): LanguageChoice => useContext(LanguageContext);

/**
 * A program's language: what was chosen at this screen, else `usual` (the store's, or the browser's).
 *
 * @param program the name under which this browser keeps the choice
 */
export function useLanguageChoice(program: string, usual: Language): LanguageChoice {
  const [chosen, setChosen] = useState(() => chosenLanguage(program));
  const language = chosen ?? usual;
  return useMemo(
    () => ({
      language,
      choose(next) {
        keepLanguage(program, next);
        setChosen(next);
      },
    }),
    [language, program],
  );
}
