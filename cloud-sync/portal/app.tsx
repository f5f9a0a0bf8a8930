import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { PageErrorBoundary } from '@auraconnect/shared/ui/page-error-boundary.tsx';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { browserLanguage, browserLocaleOf } from '@auraconnect/shared/ui/languages.ts';
import { LanguageContext, useLanguageChoice } from '@auraconnect/shared/ui/use-language.ts';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { cloudClient } from './cloud/cloud-client.ts';
import { Gate } from './gate/gate.tsx';
import type { Session } from './session/session.ts';
import { SessionProvider } from './session/use-session.ts';
import { words } from './words/words.ts';

export interface AppProps {
  session: Session;
  /** Handed in by tests; a page has one of its own. */
  client?: QueryClient;
}

export function App({ session, client }: AppProps): ReactElement {
  const choice = useLanguageChoice('portal', browserLanguage());
  const locale = browserLocaleOf(choice.language);
  const [i18n] = useState(() => createI18n({ locale, resources: words }));
  const queries = useMemo(() => client ?? cloudClient(), [client]);
  // What one owner read is nothing for the next one at this browser.
  useEffect(
    () =>
      session.subscribe(() => {
        if (session.state.kind === 'out') queries.clear();
      }),
    [session, queries],
  );
  return (
    <UiProvider locale={locale} currency="USD" timeZone="UTC" i18n={i18n}>
      <LanguageContext value={choice}>
        <SessionProvider value={session}>
          <QueryClientProvider client={queries}>
            <PageErrorBoundary>
              <Gate />
            </PageErrorBoundary>
          </QueryClientProvider>
        </SessionProvider>
      </LanguageContext>
      <ToastRegion position="bottom" />
    </UiProvider>
  );
}
