import { indexCatalogue, readCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { CatalogueEntity, CatalogueEntry, StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { defaultSettings } from '@auraconnect/shared/menu/read-entry.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import type { OrderContext } from '@auraconnect/shared/order/context.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import { evolveOrderAll, noOrder } from '@auraconnect/shared/order/evolve.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { receiptDocument } from '@auraconnect/shared/receipt/receipt-document.ts';
import { permissions } from '@auraconnect/shared/staff/permissions.ts';
import type { Tax } from '@auraconnect/shared/tax/tax.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import { minorDigits } from '@auraconnect/shared/ui/format.ts';
import type { Answers } from './answers.ts';
import { settingsOf, taxOf } from './found-store.ts';

/** The words of the sample, in the reader's language. */
export interface SampleWords {
  storeName: string;
  dish: string;
  drink: string;
  orderType: string;
  server: string;
}

/** Prices that look like prices in this currency: 12.50, 1250, 12.500. */
const samplePrices = (currency: string): readonly [number, number] =>
  minorDigits(currency) === 3 ? [4500, 1250] : [1250, 350];

const allTax = { id: 'food-and-drink', name: 'Food and drink' };
const noId = '00000000-0000-7000-8000-000000000000';

/** The receipt that this store would print for a first sale, priced by the same machine that will price its real ones. */
export function sampleReceipt(answers: Answers, words: SampleWords, nowMs: number): PrintDocument {
  const storeName = answers.storeName.trim() || words.storeName;
  const owner = answers.owner.name.trim() || words.server;
  return receiptFor({
    settings: settingsOf({ ...answers, storeName }, defaultSettings),
    tax: taxOf(answers, [allTax]),
    server: owner,
    words,
    nowMs,
  });
}

export interface ReceiptParts {
  settings: StoreSettings;
  tax: Tax | null;
  server: string;
  words: Pick<SampleWords, 'dish' | 'drink' | 'orderType'>;
  nowMs: number;
}

/** One dish and two drinks, paid in cash, under these settings and this tax. */
export function receiptFor({ settings, tax, server, words, nowMs }: ReceiptParts): PrintDocument {
  const [dishMinor, drinkMinor] = samplePrices(settings.currency);
  const item = (id: string, name: string, priceMinor: number): Row => ({
    id,
    name,
    kitchenName: null,
    categoryId: 'sample',
    position: 0,
    variants: [{ id: 'regular', name: 'Regular', priceMinor, levelPrices: {} }],
    modifierGroupIds: [],
    taxCategoryId: allTax.id,
    stationIds: [],
    daypartIds: [],
    sold: true,
  });
  const index = indexCatalogue(
    readCatalogue(
      [
        ...rows('settings', [{ ...settings }]),
        ...rows('role', [{ id: 'owner', name: 'Owner', permissions: [...permissions], discountLimitPercent: '100' }]),
        ...rows('staff', [{ id: 'server', name: server, roleId: 'owner', hue: 'green', active: true }]),
        ...rows('tax-category', [allTax]),
        ...rows(
          'tax',
          tax === null
            ? []
            : [{ ...tax, taxCategoryIds: [allTax.id], orderTypeIds: [], validFrom: null, validTo: null }],
        ),
        ...rows('order-type', [{ id: 'dine-in', name: words.orderType, position: 0, takeaway: false }]),
        ...rows('category', [{ id: 'sample', name: words.dish, position: 0, hue: 'green' }]),
        ...rows('item', [item('dish', words.dish, dishMinor), item('drink', words.drink, drinkMinor)]),
      ],
      1,
    ).catalogue,
  );
  const now = formatTimestamp(nowMs, index.settings.timeZone);
  const context: OrderContext = {
    index,
    remaining: () => null,
    now,
    businessDate: now.slice(0, 10),
    actor: { staffId: 'server', permissions: new Set(permissions), discountLimitPercent: '100' },
    approver: null,
    deviceId: noId,
    cashSession: { sessionId: noId, deviceId: noId, status: 'open' },
    newId: () => noId,
    numberFor: () => '1',
  };
  const opened = play(noOrder(noId), context, [
    { type: 'order.open', payload: { orderId: noId, orderTypeId: 'dine-in', label: '', guestCount: null } },
    line('dish', '1', 1),
    line('drink', '2', 2),
  ]);
  const dueMinor = opened.dueMinor;
  const paid = play(opened, context, [
    {
      type: 'order.pay_cash',
      payload: {
        orderId: noId,
        paymentId: noId,
        amountMinor: null,
        tenderedMinor: roundUp(dueMinor, settings),
        tipMinor: 0,
      },
    },
  ]);
  return receiptDocument(paid, index, { copy: false });
}

type Row = Record<string, unknown> & { id: string };
const rows = (entity: CatalogueEntity, list: readonly Row[]): CatalogueEntry[] =>
  list.map((payload) => ({ entity, id: payload.id, rev: 1, schemaVersion: 1, deleted: false, payload }));

const line = (itemId: string, quantity: string, n: number): OrderCommand => ({
  type: 'order.add_line',
  payload: {
    orderId: noId,
    lineId: noId.slice(0, -1) + String(n),
    itemId,
    variantId: 'regular',
    quantity,
    modifiers: [],
    note: '',
    seat: null,
    course: null,
    priceOverride: null,
  },
});

/** A guest pays with a round note; never less than the cash that is due after rounding. */
function roundUp(dueMinor: number, { currency }: StoreSettings): number {
  const noteMinor = minorDigits(currency) === 3 ? 5000 : 1000;
  return Math.max(1, Math.ceil(dueMinor / noteMinor)) * noteMinor;
}

function play(order: Order, context: OrderContext, commands: readonly OrderCommand[]): Order {
  return commands.reduce((before, command) => {
    const decision = decideOrder(before, command, context);
    if (decision.type === 'refusal') throw new Error(`The sample order was refused: ${decision.refusal.code}`);
    return evolveOrderAll(before, decision.events, {
      actor: context.actor.staffId,
      deviceId: context.deviceId,
      occurredAt: context.now,
      businessDate: context.businessDate,
    });
  }, order);
}
