import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { hourSpanLabel } from '../charts/figures.ts';
import { useCatalogueIndex } from '../cloud/menu-questions.ts';
import { useChangeSearch } from '../place/store-scope.ts';
import { useStoresInSight } from '../shell/stores-in-sight.ts';
import { havings, isNarrowed, statuses, withoutFilters, type OrdersView } from './orders-view.ts';

const any = 'any';
const tenders = ['cash', 'card-external'] as const;
const typingMs = 300;

/** What narrows the list. Every change is in the address at once, words when the typing pauses. */
export function OrderFilters({ view, action }: { view: OrdersView; action?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const change = useChangeSearch();
  const { inScope } = useStoresInSight();
  const index = useCatalogueIndex(inScope[0]?.storeId ?? null);
  const narrow = (changes: Record<string, string | null>): void => change({ ...changes, page: null });
  const choice = (
    name: string,
    label: string,
    value: string | null,
    options: readonly { id: string; label: string }[],
    width = 'flex-1',
  ): ReactElement => (
    <Select
      label={label}
      labelHidden
      className={classNames('w-full min-w-36 sm:w-auto sm:max-w-56', width)}
      value={value ?? any}
      onChange={(id) => narrow({ [name]: id === any ? null : id })}
      options={[{ id: any, label }, ...options]}
    />
  );
  const orderTypes = (index?.catalogue.orderTypes ?? []).map(({ id, name }) => ({ id, label: name }));
  return (
    <div className="flex flex-col gap-3 border-b border-line p-3 md:p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Words words={view.search} onChange={(search) => narrow({ search })} />
        <div className="flex grow flex-wrap gap-2 max-sm:w-full max-sm:*:basis-[calc(50%-0.25rem)]">
          {choice(
            'status',
            t('orders.anyStatus'),
            view.status,
            statuses.map((id) => ({ id, label: t(`status.${id}`) })),
          )}
          {orderTypes.length > 1 && choice('type', t('orders.anyType'), view.orderType, orderTypes)}
          {choice(
            'tender',
            t('orders.anyTender'),
            view.tender,
            tenders.map((id) => ({ id, label: t(`tender.${id}`) })),
          )}
          {choice(
            'having',
            t('orders.anything'),
            view.having,
            havings.map((id) => ({ id, label: t(`having.${id}`) })),
            'flex-[1.3]',
          )}
        </div>
        {action}
      </div>
      {isNarrowed(view) && (
        <div className="flex flex-wrap items-center gap-2">
          {view.item !== null && (
            <Chip onRemove={() => narrow({ item: null })}>{index?.items.get(view.item)?.name ?? view.item}</Chip>
          )}
          {view.hour !== null && (
            <Chip onRemove={() => narrow({ hour: null })}>{hourSpanLabel(view.hour, locale)}</Chip>
          )}
          <Button variant="quiet" onPress={() => change(withoutFilters)}>
            {t('orders.clearFilters')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Words({ words, onChange }: { words: string; onChange: (words: string | null) => void }): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address is right when it changes from outside: going back, clearing all filters.
  useEffect(() => setTyped(words), [words]);
  useEffect(() => () => clearTimeout(timer.current), []);
  function type(text: string): void {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim() === '' ? null : text.trim()), text === '' ? 0 : typingMs);
  }
  return (
    <SearchField
      label={t('orders.search')}
      placeholder={t('orders.searchHint')}
      value={typed}
      onChange={type}
      className="w-full sm:w-56"
    />
  );
}

function Chip({ children, onRemove }: { children: ReactNode; onRemove: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Button
      variant="secondary"
      className="max-w-72 rounded-full! bg-accent-soft! text-accent"
      onPress={onRemove}
      trailing={<X className="size-4" aria-label={t('orders.removeFilter')} role="img" />}
    >
      <span className="block truncate" dir="auto">
        {children}
      </span>
    </Button>
  );
}
