import { useMemo, useState, type ReactElement } from 'react';
import { createI18n } from '../i18n.ts';
import { PageErrorBoundary } from '../page-error-boundary.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { ThemeSwitch } from '../theme-switch.tsx';
import { ToastRegion } from '../toast.tsx';
import { UiProvider } from '../ui-provider.tsx';
import { ActionsSection } from './actions-section.tsx';
import { ColoursSection } from './colours-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import { MessagesSection } from './messages-section.tsx';
import { PadsSection } from './pads-section.tsx';
import { StatesSection } from './states-section.tsx';
import { TableSection } from './table-section.tsx';
import { TillSection } from './till-section.tsx';

const locales = {
  'en-US': { name: 'English', currency: 'USD', timeZone: 'America/New_York' },
  'de-DE': { name: 'Deutsch', currency: 'EUR', timeZone: 'Europe/Berlin' },
  'es-MX': { name: 'Español', currency: 'MXN', timeZone: 'America/Mexico_City' },
  'ar-AE': { name: 'العربية', currency: 'AED', timeZone: 'Asia/Dubai' },
} as const;
type GalleryLocale = keyof typeof locales;

const sections = {
  till: { name: 'Till', Section: TillSection },
  colours: { name: 'Colours and type', Section: ColoursSection },
  actions: { name: 'Actions', Section: ActionsSection },
  fields: { name: 'Fields', Section: FieldsSection },
  pads: { name: 'Pads', Section: PadsSection },
  messages: { name: 'Messages', Section: MessagesSection },
  states: { name: 'States', Section: StatesSection },
  table: { name: 'Table', Section: TableSection },
} as const;

/** `?locale=ar-AE&only=pads` opens one section in one language: what the pictures and the axe run ask for. */
function readQuery(): { locale: GalleryLocale; only: string | null } {
  const query = new URLSearchParams(location.search);
  const asked = query.get('locale') ?? '';
  return { locale: asked in locales ? (asked as GalleryLocale) : 'en-US', only: query.get('only') };
}

export function Gallery(): ReactElement {
  const [query] = useState(readQuery);
  const [locale, setLocale] = useState<GalleryLocale>(query.locale);
  const i18n = useMemo(() => createI18n({ locale }), [locale]);
  const { currency, timeZone } = locales[locale];
  const shown = Object.entries(sections).filter(([id]) => query.only === null || query.only === id);

  return (
    <UiProvider locale={locale} currency={currency} timeZone={timeZone} i18n={i18n}>
      <header className="sticky top-0 z-30 flex flex-wrap items-center gap-4 border-b border-line bg-surface px-4 py-2">
        <h1 className="grow text-lg font-semibold">Design language</h1>
        <RadioGroup
          label="Language"
          labelHidden
          value={locale}
          onChange={setLocale}
          options={Object.entries(locales).map(([id, { name }]) => ({ id: id as GalleryLocale, label: name }))}
        />
        <ThemeSwitch compact />
      </header>
      <main className="mx-auto flex max-w-7xl flex-col gap-12 px-4 py-6">
        {shown.map(([id, { name, Section }]) => (
          <section key={id} id={id} aria-label={name} className="flex flex-col gap-4">
            <h2 className="text-xl font-semibold">{name}</h2>
            <PageErrorBoundary>
              <Section />
            </PageErrorBoundary>
          </section>
        ))}
      </main>
      <ToastRegion position="bottom-start" />
    </UiProvider>
  );
}
