import type { ReactElement } from 'react';
import { browserLanguage, browserLocaleOf } from '@auraconnect/shared/ui/languages.ts';
import { LanguageContext, useLanguageChoice } from '@auraconnect/shared/ui/use-language.ts';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider, type UiProviderProps } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { Desk } from './desk/desk.ts';
import { DeskContext } from './desk/use-desk.ts';
import { DeskPage } from './desk-page.tsx';

export interface AppProps {
  desk: Desk;
  i18n: UiProviderProps['i18n'];
}

export function App({ desk, i18n }: AppProps): ReactElement {
  const choice = useLanguageChoice('paper', browserLanguage());
  // The papers say the store's times themselves; beside them stands the time of whoever looks.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <UiProvider locale={browserLocaleOf(choice.language)} currency="USD" timeZone={timeZone} i18n={i18n}>
      <LanguageContext value={choice}>
        <DeskContext value={desk}>
          <DeskPage />
        </DeskContext>
      </LanguageContext>
      <ToastRegion />
    </UiProvider>
  );
}
