import type { Item, Variant } from '@auraconnect/shared/menu/catalogue.ts';
import type { OwnPrice, StoreEditsAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { EmptyState } from '@auraconnect/shared/ui/empty-state.tsx';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useCommand } from '../desk/use-command.ts';
import { useIndex } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';
import { readStoreEdits } from './store-admin.ts';

interface Size {
  item: Item;
  variant: Variant;
}

const nothingEdited: StoreEditsAnswer = { pending: [], prices: [] };
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const nameOf = ({ item, variant }: Size): string =>
  item.variants.length === 1 ? item.name : `${item.name} · ${variant.name}`;

/** What things cost in this store: the menu's prices, and the store's own where it has set one. */
export function PricesTab(): ReactElement {
  const t = useWords();
  const till = useTill();
  const { person } = useDesk();
  const index = useIndex();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState<Size | null>(null);
  const edits = useQuery({
    queryKey: ['store-edits', index.revision],
    queryFn: () => readStoreEdits(till.api, person.staffToken),
    refetchInterval: 5_000,
    placeholderData: (last) => last,
  });
  const { pending, prices } = edits.data ?? nothingEdited;
  const ownPrice = ({ item, variant }: Size): OwnPrice | undefined =>
    prices.find(({ itemId, variantId }) => itemId === item.id && variantId === variant.id);
  const sizes = index.catalogue.items
    .filter(({ name }) => fold(name).includes(fold(words.trim())))
    .flatMap((item) => item.variants.map((variant): Size => ({ item, variant })));
  return (
    <Card title={t('prices')} description={t('pricesHow')} flush>
      <div className="px-5 pb-3">
        <SearchField label={t('searchMenu')} value={words} onChange={setWords} size="lg" />
      </div>
      {sizes.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t('pricesNone')} />
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {sizes.map((size) => (
            <PriceRow
              key={`${size.item.id} ${size.variant.id}`}
              size={size}
              own={ownPrice(size)}
              waits={pending.some(({ entity, id }) => entity === 'item' && id === size.item.id)}
              onOpen={() => setOpen(size)}
            />
          ))}
        </ul>
      )}
      {open !== null && <StorePriceSheet size={open} own={ownPrice(open)} onClose={() => setOpen(null)} />}
    </Card>
  );
}

interface PriceRowProps {
  size: Size;
  own: OwnPrice | undefined;
  /** The cloud has not said yet what it makes of it. */
  waits: boolean;
  onOpen: () => void;
}

function PriceRow({ size, own, waits, onOpen }: PriceRowProps): ReactElement {
  const t = useWords();
  const { currency } = useIndex().settings;
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2">
      <span className="flex min-w-40 grow flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-semibold">{nameOf(size)}</span>
        {own !== undefined && <Badge tone="accent">{t('priceOwn')}</Badge>}
        {waits && <Badge tone="info">{t('priceWaits')}</Badge>}
      </span>
      <MoneyText amountMinor={size.variant.priceMinor} currency={currency} className="font-semibold" />
      <Button onPress={onOpen} aria-label={t('priceChangeOf', { name: nameOf(size) })}>
        {t('priceChange')}
      </Button>
    </li>
  );
}

function StorePriceSheet({
  size,
  own,
  onClose,
}: {
  size: Size;
  own: OwnPrice | undefined;
  onClose: () => void;
}): ReactElement {
  const t = useWords();
  const command = useCommand();
  const queries = useQueryClient();
  const { currency } = useIndex().settings;
  const [priceMinor, setPriceMinor] = useState<number | null>(null);
  const { item, variant } = size;
  async function set(next: number | null): Promise<void> {
    onClose();
    await command(
      'menu.set_price',
      { itemId: item.id, variantId: variant.id, priceMinor: next },
      { permission: 'menu.edit', what: t('approveStorePrice', { name: nameOf(size) }) },
    );
    await queries.invalidateQueries({ queryKey: ['store-edits'] });
  }
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={nameOf(size)} size="sm">
      <div className="flex flex-col gap-4">
        <Keypad
          label={t('priceOfOne')}
          valueMinor={priceMinor}
          onChange={setPriceMinor}
          placeholderMinor={variant.priceMinor}
        />
        <Button
          variant="primary"
          size="xl"
          disabled={priceMinor === null}
          onPress={() => priceMinor !== null && void set(priceMinor)}
        >
          {t('setPrice')}
        </Button>
        {own?.menuPriceMinor != null && (
          <Button size="lg" onPress={() => void set(null)}>
            {t('priceOfMenu')} <MoneyText amountMinor={own.menuPriceMinor} currency={currency} />
          </Button>
        )}
      </div>
    </Sheet>
  );
}
