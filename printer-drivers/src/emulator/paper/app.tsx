import type { i18n as I18n } from 'i18next';
import type { ReactElement } from 'react';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import type { Desk } from './desk/desk.ts';
import { DeskContext } from './desk/use-desk.ts';
import { DeskPage } from './desk-page.tsx';

export function App({ desk, i18n, locale }: { desk: Desk; i18n: I18n; locale: string }): ReactElement {
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
