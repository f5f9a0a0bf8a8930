import type { i18n as I18n, TFunction } from 'i18next';
import { createContext, useContext, useLayoutEffect, useMemo, type ReactElement, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { applyLocaleToDocument, createI18n } from './i18n.ts';

export interface UiSettings {
  /** BCP 47 tag: words, figures, dates and direction follow it. */
  locale: string;
  /** ISO 4217 code of the store. */
  currency: string;
  /** IANA zone of the store: times are the store's, wherever the reader is. */
  timeZone: string;
}

export interface UiProviderProps extends UiSettings {
  i18n: I18n;
  children: ReactNode;
}

const UiSettingsContext = createContext<UiSettings>({ locale: 'en-US', currency: 'USD', timeZone: 'UTC' });
const I18nInstanceContext = createContext<I18n | null>(null);

let englishOnly: I18n | undefined;

/** Wraps a program once: locale, currency and zone for every component below, and the page's direction. */
export function UiProvider({ locale, currency, timeZone, i18n, children }: UiProviderProps): ReactElement {
  const settings = useMemo(() => ({ locale, currency, timeZone }), [locale, currency, timeZone]);
  useLayoutEffect(() => {
    applyLocaleToDocument(locale);
    if (i18n.language !== locale) void i18n.changeLanguage(locale);
  }, [locale, i18n]);
  return (
    <I18nextProvider i18n={i18n}>
      <I18nInstanceContext value={i18n}>
        <I18nProvider locale={locale}>
          <UiSettingsContext value={settings}>{children}</UiSettingsContext>
        </I18nProvider>
      </I18nInstanceContext>
    </I18nextProvider>
  );
}

/** Locale, currency and time zone in force; without a provider US English, dollars and UTC. */
export function useUiSettings(): UiSettings {
  return useContext(UiSettingsContext);
}

/** The shared components' words. They speak English when a component is used without a provider. */
export function useUiWords(): TFunction<'ui'> {
  const provided = useContext(I18nInstanceContext);
  const i18n = provided ?? (englishOnly ??= createI18n({ locale: 'en' }));
  return useTranslation('ui', { i18n }).t;
}
