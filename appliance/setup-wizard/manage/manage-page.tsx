import { Cloud, LogOut, MonitorSmartphone, Percent, Printer, Store, Users, UtensilsCrossed } from 'lucide-react';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Tabs } from '@auraconnect/shared/ui/tabs.tsx';
import { Notice } from '@auraconnect/shared/ui/notice.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { useHash } from '../parts/use-hash.ts';
import { LinkBanner } from '../store/link-banner.tsx';
import { useMay, useStore } from '../store/store-context.ts';
import { CloudTab } from './cloud-tab.tsx';
import { DevicesTab } from './devices-tab.tsx';
import { MenuTab } from './menu/menu-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { PrintingTab } from './printing-tab.tsx';
import { StoreTab } from './store-tab.tsx';
import { TaxesTab } from './taxes-tab.tsx';

const tabIds = ['devices', 'menu', 'taxes', 'people', 'printing', 'store', 'cloud'] as const;
type TabId = (typeof tabIds)[number];

interface TabSpec {
  icon: ReactElement;
  needs: Permission;
  /** What is said of it once the store is claimed; null: it stays the store's own. */
  claimed: 'claimed' | 'claimedPrinting' | 'claimedStore' | null;
  content: ReactElement;
}

const tabs: Readonly<Record<TabId, TabSpec>> = {
  devices: { icon: <MonitorSmartphone />, needs: 'device.pair', claimed: null, content: <DevicesTab /> },
  menu: { icon: <UtensilsCrossed />, needs: 'menu.edit', claimed: 'claimed', content: <MenuTab /> },
  taxes: { icon: <Percent />, needs: 'store.edit', claimed: 'claimed', content: <TaxesTab /> },
  people: { icon: <Users />, needs: 'staff.edit', claimed: 'claimed', content: <PeopleTab /> },
  printing: { icon: <Printer />, needs: 'store.edit', claimed: 'claimedPrinting', content: <PrintingTab /> },
  store: { icon: <Store />, needs: 'store.edit', claimed: 'claimedStore', content: <StoreTab /> },
  cloud: { icon: <Cloud />, needs: 'store.edit', claimed: null, content: <CloudTab /> },
};

/** The store's own page: whoever is signed in edits what their role lets them. */
export function ManagePage(): ReactElement {
  const { t } = useTranslation();
  const { link, person, answer, signOut } = useStore();
  const [place, go] = useHash();
  const tab = tabIds.find((id) => place === `manage/${id}`) ?? 'devices';
  useEffect(() => {
    if (place !== `manage/${tab}`) go(`manage/${tab}`, true);
  }, [place, tab, go]);
  return (
    <>
      <PageHeader title={answer.catalogue.settings.name}>
        <Button
          variant="quiet"
          icon={<LogOut className="rtl:-scale-x-100" aria-hidden="true" />}
          onPress={signOut}
          aria-label={t('manage.signOutOf', { name: person.name })}
        >
          <span className="max-w-32 truncate" dir="auto">
            {person.name}
          </span>
        </Button>
      </PageHeader>
      <LinkBanner link={link} />
      <main className="mx-auto w-full max-w-5xl px-4 pt-2 pb-16">
        <h1 className="sr-only">{t('manage.title')}</h1>
        <Tabs
          label={t('manage.title')}
          selectedId={tab}
          onChange={(next) => go(`manage/${next}`)}
          items={tabIds.map((id) => ({
            id,
            label: t(`tab.${id}`),
            icon: tabs[id].icon,
            content: <TabFrame {...tabs[id]}>{tabs[id].content}</TabFrame>,
          }))}
        />
      </main>
    </>
  );
}

function TabFrame({
  needs,
  claimed,
  children,
}: {
  needs: Permission;
  claimed: TabSpec['claimed'];
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { answer } = useStore();
  const may = useMay(needs);
  if (!may) return <EmptyState title={t('manage.noPermission')}>{t('manage.noPermissionDo')}</EmptyState>;
  return (
    <div className="flex flex-col gap-5">
      {claimed !== null && answer.claimed && (
        <Notice tone="info" locked={claimed === 'claimed'}>
          {t(`manage.${claimed}`)}
        </Notice>
      )}
      {children}
    </div>
  );
}
