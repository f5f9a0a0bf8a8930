import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Menu } from '@auraconnect/shared/ui/menu.tsx';
import { useMe } from './me.ts';
import { goTo, hrefOf, usePlace } from '../place/place.ts';
import { useStoresInSight } from './stores-in-sight.ts';

const all = 'all';

/** Narrows every view to one store. With one store there is nothing to choose. */
export function StoreSwitch({ compact = false }: { compact?: boolean }): ReactElement {
  const { t } = useTranslation();
  const { stores, chosen } = useStoresInSight();
  const { path, search } = usePlace();
  const me = useMe();
  if (stores.length < 2) {
    return (
      <p className={classNames('truncate px-3 font-semibold', !compact && 'text-base')} dir="auto">
        {stores[0]?.name ?? me.tenantName}
      </p>
    );
  }
  const tick = (selected: boolean): ReactElement => (selected ? <Check /> : <span className="size-5" />);
  function choose(id: string): void {
    if (id === 'add') {
      goTo(hrefOf('/stores', { store: chosen?.storeId, add: 1 }));
      return;
    }
    // A single order or store belongs to what was chosen before: its list is where the new choice makes sense.
    const [, first = '', second] = path.split('/');
    const stays = second === undefined || first === 'menu';
    const parameters = stays ? Object.fromEntries(search) : {};
    goTo(hrefOf(stays ? path : `/${first}`, { ...parameters, page: null, store: id === all ? null : id }));
  }
  return (
    <Menu
      label={t('nav.chooseStore')}
      placement="bottom start"
      trigger={
        <Button
          variant={compact ? 'quiet' : 'secondary'}
          fullWidth
          className={classNames('justify-between text-start', compact ? 'px-2' : 'px-3')}
          trailing={<ChevronsUpDown className="size-4 text-muted" aria-hidden="true" />}
        >
          <span className="block truncate" dir="auto">
            {chosen?.name ?? t('nav.allStores')}
          </span>
        </Button>
      }
      items={[
        { id: all, label: t('nav.allStores'), icon: tick(chosen === null), hint: String(stores.length) },
        ...stores.map(({ storeId, name }) => ({ id: storeId, label: name, icon: tick(chosen?.storeId === storeId) })),
        { id: 'add', label: t('stores.add'), icon: <Plus /> },
      ]}
      onAction={choose}
    />
  );
}
