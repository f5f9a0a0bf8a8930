import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { browserLanguage, localeFor } from '@auraconnect/shared/ui/languages.ts';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useEffect, useState, type ReactElement } from 'react';
import { resources } from '../words/resources.ts';
import { hearTill } from './customer-channel.ts';
import type { CustomerPicture } from './customer-picture.ts';
import { CustomerScreen } from './customer-screen.tsx';

const i18n = createI18n({ locale: browserLanguage(), resources });

/** The page on the guest's side of the counter. It has no key of the store and asks it for nothing. */
export function CustomerApp(): ReactElement {
  const [picture, setPicture] = useState<CustomerPicture | null>(null);
  useEffect(
    () =>
      hearTill((heard) =>
        // A till that has gone leaves the store's name standing.
        setPicture((before) => heard ?? (before === null ? null : { ...before, shows: { state: 'idle' } })),
      ),
    [],
  );
  const language = picture?.language ?? browserLanguage();
  const { locale, currency, timeZone } = picture?.store ?? { locale: language, currency: 'USD', timeZone: 'UTC' };
  return (
    <UiProvider locale={localeFor(language, locale)} currency={currency} timeZone={timeZone} i18n={i18n}>
      <CustomerScreen picture={picture} />
    </UiProvider>
  );
}
