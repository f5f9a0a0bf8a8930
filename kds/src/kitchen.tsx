import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Catalogue, StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { Board } from './board/board.tsx';
import { ReadyScreen } from './board/ready-screen.tsx';
import { BoardLink } from './link/board-link.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { ViewChooser } from './view-chooser.tsx';

const viewKey = 'auraconnect.kds.view';

/** The screen's program: which view it shows, remembered over restarts, and one link to the appliance for all of them. */
export interface KitchenProps {
  identity: DeviceIdentity;
  onDeviceRefused(): void;
  /** How the store speaks and what its clock says. */
  onStoreSettings(settings: Pick<StoreSettings, 'locale' | 'timeZone'>): void;
}

export function Kitchen({ identity, onDeviceRefused, onStoreSettings }: KitchenProps): ReactElement {
  const { i18n } = useTranslation();
  // The link outlives a change of language: what it has to say is said in the one spoken at that moment.
  const link = useMemo(
    () =>
      new BoardLink(identity, {
        onRefusal: ({ code, message }) =>
          toasts.show({ message: i18n.t(`refusal.${code}`, { defaultValue: message }), tone: 'warning' }),
        onDeviceRefused,
      }),
    [identity, onDeviceRefused, i18n],
  );
  const [view, setView] = useState<string | null>(
    () => new URLSearchParams(location.search).get('view') ?? localStorage.getItem(viewKey),
  );
  useEffect(() => {
    void link.run();
    const retry = (): void => link.retryNow();
    addEventListener('online', retry);
    return () => {
      removeEventListener('online', retry);
      link.stop();
    };
  }, [link]);
  useEffect(() => {
    link.show(view);
    if (view === null) localStorage.removeItem(viewKey);
    else localStorage.setItem(viewKey, view);
  }, [link, view]);
  const catalogue = useSignal(link.catalogue);
  const settings = catalogue?.settings;
  useEffect(() => {
    if (settings !== undefined) onStoreSettings(settings);
  }, [settings, onStoreSettings]);
  // A station can be taken out of the menu while a screen still shows it.
  const isGone = catalogue !== null && view !== null && !isViewOf(catalogue, view);
  if (view === null || isGone) return <ViewChooser link={link} storeName={identity.storeName} onChoose={setView} />;
  if (view === 'ready') return <ReadyScreen link={link} catalogue={catalogue} onLeave={() => setView(null)} />;
  return <Board link={link} view={view} catalogue={catalogue} onLeave={() => setView(null)} />;
}

const isViewOf = ({ stations }: Catalogue, view: string): boolean =>
  ['all', 'expo', 'ready'].includes(view) || stations.some(({ id }) => id === view);
