import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { defaultChoices } from '@auraconnect/shared/menu/modifiers.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { IconButton } from '@auraconnect/shared/ui/icon-button.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { SearchField } from '@auraconnect/shared/ui/search-field.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { toasts } from '@auraconnect/shared/ui/toast.tsx';
import { VisuallyHidden } from '@auraconnect/shared/ui/visually-hidden.tsx';
import { ChevronUp, ListOrdered, X } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { useScanner } from '../scanner/use-scanner.ts';
import { useIsWide } from '../parts/use-wide.ts';
import { useWords } from '../words/use-words.ts';
import { AvailabilitySheet } from './availability-sheet.tsx';
import { CheckPanel } from './check-panel.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { MenuGrid } from './menu-grid.tsx';
import { OrderRail, useOpenOrders } from './order-rail.tsx';
import { nextSteps } from './next-step.ts';
import { useCheck } from './use-check.ts';
import { useMenu } from './use-menu.ts';
import { useMenuKeys } from './use-menu-keys.ts';

type Asked = { sheet: 'choices' | 'availability'; item: Item } | null;

/** Menu in the middle, the check at its side: what a cashier looks at all day. */
export function HomeScreen(): ReactElement {
  const t = useWords();
  const till = useTill();
  const index = useIndex();
  const isWide = useIsWide();
  const { orderId, orderTypeId: nextTypeId, setOrderTypeId, show, paidOrderId, categoryId, setCategoryId } = useDesk();
  const check = useCheck();
  const orderTypeId = check.order?.orderTypeId ?? nextTypeId;
  const menu = useMenu(orderTypeId);
  const [query, setQuery] = useState('');
  const [digits, setDigits] = useState('');
  const [asked, setAsked] = useState<Asked>(null);
  const [phoneSheet, setPhoneSheet] = useState<'check' | 'orders' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const quantity = Math.max(1, Number(digits || '1'));
  const isKnown = categoryId !== null && index.categories.has(categoryId);
  const shownCategoryId = isKnown ? categoryId : (index.catalogue.categories[0]?.id ?? '');

  function pick(item: Item): void {
    // What cannot be sold says so before anybody chooses its options.
    if (till.remaining.get().get(item.id) === 0) return setAsked({ sheet: 'availability', item });
    if (!menu.isOffered(item)) {
      toasts.show({ tone: 'danger', message: t('refusal_item_not_sold') });
      return;
    }
    if (menu.asks(item)) return setAsked({ sheet: 'choices', item });
    const [variant] = item.variants;
    if (variant === undefined) return;
    setDigits('');
    setQuery('');
    void check.addLine({
      item,
      variantId: variant.id,
      quantity: String(quantity),
      choices: defaultChoices(index, item),
      note: '',
    });
  }

  function setType(next: string): void {
    setOrderTypeId(next);
    const { order } = check;
    if (order === null || order.orderTypeId === next) return;
    const payload = { orderId, orderTypeId: next, label: null, guestCount: null, note: null };
    void check.act([{ command: { type: 'order.change_details', payload } }]);
  }

  function scan(code: string): boolean {
    const item = index.itemsByBarcode.get(code);
    if (item === undefined) {
      toasts.show({ tone: 'danger', message: t('scanUnknown', { code }) });
      return false;
    }
    pick(item);
    return true;
  }
  useScanner((code) => {
    // What lies over the menu is about something else, and a line must not come in behind it unseen.
    if (document.querySelector('[role="dialog"], [role="alertdialog"]') === null) scan(code);
    else toasts.show({ tone: 'warning', message: t('scanBusy') });
  });

  useMenuKeys(search, {
    onLetter: (letter) => setQuery((typed) => typed + letter),
    onDigit: (digit) => setDigits((typed) => (typed + digit).replace(/^0+/, '').slice(0, 3)),
    onBackspace: () => setDigits((typed) => typed.slice(0, -1)),
    onEscape: () => {
      setDigits('');
      setQuery('');
      search.current?.blur();
    },
    onEnter: () => {
      const typed = query.trim();
      // A code in the search field is that item, whether a scanner or a person typed it.
      if (index.itemsByBarcode.has(typed)) return void scan(typed);
      const [first] = query.trim() === '' ? [] : menu.search.find(query, 1);
      if (first !== undefined) return pick(first);
      const next = nextSteps(check.order, true);
      if (next.primary === 'pay' && check.order !== null && till.mayTakeMoney(check.order))
        show({ name: 'pay', orderId });
    },
  });

  return (
    <div className="flex min-h-0 grow">
      <VisuallyHidden>
        <h1>{t('menu')}</h1>
      </VisuallyHidden>
      {isWide && (
        <div className="w-40 shrink-0 p-3 pe-0 xl:w-48">
          <OrderRail orderTypeId={orderTypeId} onType={setType} />
        </div>
      )}
      <div className="flex min-h-0 min-w-0 grow flex-col gap-3 p-3">
        <div className="flex items-center gap-2">
          <SearchField
            label={t('searchMenu')}
            placeholder={t('searchMenu')}
            value={query}
            onChange={setQuery}
            inputRef={search}
            className="min-w-0 grow"
          />
          {digits !== '' && (
            <span className="flex min-h-11 items-center rounded-md bg-accent ps-3 text-on-accent">
              <span className="text-base font-semibold tabular-nums" role="status">
                {quantity}×
              </span>
              <IconButton
                label={t('clearQuantity')}
                icon={<X />}
                variant="primary"
                className="shadow-none"
                onPress={() => setDigits('')}
              />
            </span>
          )}
          {!isWide && (
            <IconButton
              label={t('orders')}
              variant="secondary"
              icon={<ListOrdered />}
              onPress={() => setPhoneSheet('orders')}
            />
          )}
        </div>
        <MenuGrid
          menu={menu}
          categoryId={shownCategoryId}
          onCategory={(next) => {
            setCategoryId(next);
            setQuery('');
          }}
          query={query}
          onPick={pick}
          onHold={(item) => setAsked({ sheet: 'availability', item })}
        />
        {!isWide && (
          <PhoneFoot
            onOpen={() => setPhoneSheet('check')}
            check={check}
            paid={check.order === null && paidOrderId !== null}
          />
        )}
      </div>
      {isWide && (
        <div className="w-84 shrink-0 border-s border-line xl:w-98">
          <CheckPanel check={check} orderTypeId={orderTypeId} />
        </div>
      )}

      {!isWide && (
        <>
          <Sheet
            isOpen={phoneSheet === 'check'}
            onOpenChange={(isOpen) => !isOpen && setPhoneSheet(null)}
            title={t('check')}
          >
            <div className="-mx-5 -mb-5 h-[74dvh]">
              <CheckPanel check={check} orderTypeId={orderTypeId} onLeave={() => setPhoneSheet(null)} />
            </div>
          </Sheet>
          <Sheet
            isOpen={phoneSheet === 'orders'}
            onOpenChange={(isOpen) => !isOpen && setPhoneSheet(null)}
            title={t('orders')}
          >
            <OrderRail orderTypeId={orderTypeId} onType={setType} onChosen={() => setPhoneSheet(null)} />
          </Sheet>
        </>
      )}

      {asked?.sheet === 'choices' && (
        <ItemSheet
          key={asked.item.id}
          item={asked.item}
          orderTypeId={orderTypeId}
          priceLevelId={menu.priceLevelId}
          quantity={quantity}
          onClose={() => setAsked(null)}
          onDone={(choice) => {
            setAsked(null);
            setDigits('');
            setQuery('');
            void check.addLine({
              item: asked.item,
              variantId: choice.variantId,
              quantity: String(choice.quantity),
              choices: choice.choices,
              note: choice.note,
            });
          }}
        />
      )}
      {asked?.sheet === 'availability' && (
        <AvailabilitySheet
          item={asked.item}
          canAsk={menu.canAsk(asked.item)}
          onAsk={() => setAsked({ sheet: 'choices', item: asked.item })}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** On a handheld the check is one thumb away: what it comes to, and the whole of it behind a tap. */
function PhoneFoot({
  check,
  paid,
  onOpen,
}: {
  check: ReturnType<typeof useCheck>;
  paid: boolean;
  onOpen: () => void;
}): ReactElement {
  const t = useWords();
  const openOrders = useOpenOrders();
  const count =
    check.order?.lines.reduce(
      (sum, line) => sum + (Number.isInteger(Number(line.quantity)) ? Number(line.quantity) : 1),
      0,
    ) ?? 0;
  if (check.order === null && !paid) {
    return (
      <p className="-mx-3 -mb-3 flex min-h-16 items-center justify-center border-t border-line bg-surface px-4 text-sm text-muted">
        {openOrders.length > 0 ? t('openOrdersCount', { count: openOrders.length }) : t('checkEmptyTitle')}
      </p>
    );
  }
  return (
    <div className="-mx-3 -mb-3 border-t border-line bg-surface p-3">
      <Button
        size="xl"
        variant={paid ? 'positive' : 'primary'}
        fullWidth
        icon={<ChevronUp />}
        trailing={check.order === null ? undefined : <MoneyText amountMinor={check.order.totals.totalMinor} />}
        onPress={onOpen}
      >
        {paid ? t('showChange') : t('itemsCount', { count })}
      </Button>
    </div>
  );
}
