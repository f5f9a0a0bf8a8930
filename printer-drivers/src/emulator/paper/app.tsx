import type { ReactElement } from 'react';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider, type UiProviderProps } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { Desk } from './desk/desk.ts';
import { DeskContext } from './desk/use-desk.ts';
import { DeskPage } from './desk-page.tsx';

export interface AppProps {
  desk: Desk;
  i18n: UiProviderProps['i18n'];
  locale: string;
}

export function App({ desk, i18n, locale }: AppProps): ReactElement {
  // The papers say the store's times themselves; beside them stands the time of whoever looks.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <UiProvider locale={locale} currency="USD" timeZone={timeZone} i18n={i18n}>
      <DeskContext value={desk}>
        <DeskPage />
      </DeskContext>
      <ToastRegion />
    </UiProvider>
  );
}
