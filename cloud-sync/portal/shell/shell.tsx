import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '@auraconnect/shared/protocol/portal-api.ts';
import { useUiSettings, UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useStores } from '../cloud/questions.ts';
import { DraftProvider } from '../menu/draft/draft-context.tsx';
import { usePlace } from '../place/place.ts';
import { useStoreScope } from '../place/store-scope.ts';
import { MeProvider } from './me.ts';
import { NavigationBar, NavigationRail } from './navigation.tsx';
import { NoContactBanner } from './no-contact-banner.tsx';
import { PhoneHead } from './phone-head.tsx';
import { Routes } from './routes.tsx';
import { StoresProvider, storesInSight } from './stores-in-sight.ts';

/** What stays while the pages change. */
export function Shell({ me }: { me: Me }): ReactElement {
  const { t, i18n } = useTranslation();
  const { locale } = useUiSettings();
  const stores = useStores();
  const scope = useStoreScope();
  const { path } = usePlace();
  const inSight = useMemo(() => storesInSight(stores.data?.stores ?? [], scope), [stores.data, scope]);
  const first = inSight.inScope[0];
  return (
    // Figures and times of the stores in sight, wherever the reader is.
    <UiProvider
      locale={locale}
      currency={first?.currency ?? 'USD'}
      timeZone={inSight.timeZone ?? first?.timeZone ?? browserZone()}
      i18n={i18n}
    >
      <MeProvider value={me}>
        <StoresProvider value={inSight}>
          <DraftProvider>
            <a
              href="#content"
              className="sr-only z-50 rounded-md bg-inverse px-4 py-3 text-on-inverse focus:not-sr-only focus:fixed focus:start-4 focus:top-4"
            >
              {t('nav.skip')}
            </a>
            <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
              <NavigationRail />
              <div className="flex min-w-0 flex-col">
                <PhoneHead />
                <NoContactBanner />
                <main
                  id="content"
                  tabIndex={-1}
                  className="mx-auto w-full max-w-[88rem] grow px-4 pt-5 pb-28 outline-none md:px-8 md:pt-7 md:pb-12"
                >
                  <Routes path={path} stores={stores} />
                </main>
              </div>
            </div>
            <NavigationBar />
          </DraftProvider>
        </StoresProvider>
      </MeProvider>
    </UiProvider>
  );
}

const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
