import type {
  Catalogue,
  CatalogueEntity,
  CatalogueEntry,
  Item,
  Modifier,
  ModifierGroup,
  Variant,
} from '../src/menu/catalogue.ts';
import { type CatalogueIndex, indexCatalogue } from '../src/menu/catalogue-index.ts';
import { defaultSettings } from '../src/menu/read-entry.ts';
import { noOrder } from '../src/order/evolve.ts';
import type { Discount } from '../src/order/line.ts';
import type { Order, OrderLine } from '../src/order/order.ts';
import type { Payment } from '../src/payment/payment.ts';
import { priceOrder } from '../src/pricing/price-order.ts';
import type { AppliedTax, Tax } from '../src/tax/tax.ts';
import { formatTimestamp } from '../src/time/timestamp.ts';
import { seededIds } from './seeded-random.ts';
import { tuesdayEveningMs } from './virtual-clock.ts';

/** Things of the trade in a line or two of a test: say what matters to it, the rest is ordinary. */

const ids = seededIds(1);
export const anId = (): string => ids.next();

const now = formatTimestamp(tuesdayEveningMs, 'America/New_York');

export function aVariant(more: Partial<Variant> = {}): Variant {
  return { id: 'regular', name: 'Regular', priceMinor: 1000, levelPrices: {}, ...more };
}

export function anItem(more: Partial<Item> = {}): Item {
  return {
    id: 'burger',
    name: 'Burger',
    kitchenName: null,
    categoryId: 'food',
    position: 0,
    variants: [aVariant()],
    modifierGroupIds: [],
    taxCategoryId: 'food',
    stationIds: ['grill'],
    daypartIds: [],
    sold: true,
    ...more,
  };
}

export function aModifier(more: Partial<Modifier> & { id: string }): Modifier {
  return {
    name: more.id,
    kitchenName: null,
    priceMinor: 0,
    levelPrices: {},
    taxCategoryId: null,
    modifierGroupIds: [],
    defaultQuantity: 0,
    sold: true,
    ...more,
  };
}

export function aModifierGroup(more: Partial<ModifierGroup> & { id: string }): ModifierGroup {
  return {
    name: more.id,
    position: 0,
    minimum: 0,
    maximum: null,
    maximumEach: 20,
    freeCount: 0,
    modifiers: [],
    ...more,
  };
}

export function aTax(more: Partial<Tax> = {}): Tax {
  return {
    id: 'sales-tax',
    name: 'Sales tax',
    rate: '0.08875',
    included: false,
    position: 0,
    compound: false,
    taxCategoryIds: ['food'],
    orderTypeIds: [],
    validFrom: null,
    validTo: null,
    ...more,
  };
}

export function anAppliedTax(rate: string, more: Partial<AppliedTax> = {}): AppliedTax {
  return { taxId: `tax-${rate}`, name: `Tax ${rate}`, rate, included: false, compound: false, ...more };
}

/** A store that sells one burger at a grill, in New York, and taxes it. */
export function aCatalogue(more: Partial<Catalogue> = {}): Catalogue {
  return {
    revision: 1,
    settings: { ...defaultSettings, name: 'Test Kitchen', timeZone: 'America/New_York' },
    categories: [{ id: 'food', name: 'Food', position: 0, hue: 'red' }],
    items: [anItem()],
    modifierGroups: [],
    priceLevels: [],
    dayparts: [],
    taxCategories: [{ id: 'food', name: 'Food' }],
    taxes: [aTax()],
    stations: [
      {
        id: 'grill',
        name: 'Grill',
        position: 0,
        paper: 'never',
        printerId: null,
        backupPrinterId: null,
        warnSeconds: 300,
        lateSeconds: 600,
      },
    ],
    poleDisplays: [],
    printers: [],
    orderTypes: [{ id: 'dine-in', name: 'Dine in', position: 0, takeaway: false }],
    staff: [{ id: 'anna', name: 'Anna', roleId: 'owner', hue: 'teal', active: true }],
    roles: [{ id: 'owner', name: 'Owner', permissions: [], discountLimitPercent: '100' }],
    ...more,
  };
}

export const anIndex = (more: Partial<Catalogue> = {}): CatalogueIndex => indexCatalogue(aCatalogue(more));

export function anEntry(entity: CatalogueEntity, payload: { id: string }, rev = 1): CatalogueEntry {
  return { entity, id: payload.id, rev, schemaVersion: 1, deleted: false, payload: { ...payload } };
}

/** One burger at 10.00, untaxed, as it was sold. */
export function anOrderLine(more: Partial<OrderLine> = {}): OrderLine {
  return {
    lineId: anId(),
    itemId: 'burger',
    variantId: 'regular',
    name: 'Burger',
    kitchenName: null,
    variantName: null,
    categoryId: 'food',
    quantity: '1',
    unitPriceMinor: 1000,
    override: null,
    priceLevelId: null,
    modifiers: [],
    taxes: [],
    stationIds: ['grill'],
    note: '',
    seat: null,
    course: null,
    sentAt: null,
    sendId: null,
    voidedQuantity: '0',
    comp: null,
    addedBy: 'anna',
    ...more,
  };
}

export function aDiscount(more: Partial<Discount> = {}): Discount {
  return {
    discountId: anId(),
    lineId: null,
    name: 'Regular guest',
    kind: 'percent',
    rate: '0.1',
    amountMinor: null,
    approvedBy: null,
    ...more,
  };
}

/** Cash, taken and captured. */
export function aPayment(more: Partial<Payment> = {}): Payment {
  return {
    paymentId: anId(),
    tender: 'cash',
    state: 'captured',
    amountMinor: 1000,
    tipMinor: 0,
    tenderedMinor: null,
    changeMinor: 0,
    roundingMinor: 0,
    reference: null,
    lastFour: null,
    cashSessionId: null,
    takenBy: 'anna',
    takenAt: now,
    ...more,
  };
}

/** An open order of one burger; its totals are always those of its lines. */
export function anOrder(more: Partial<Order> = {}): Order {
  const order: Order = {
    ...noOrder(anId()),
    status: 'open',
    number: '1',
    orderTypeId: 'dine-in',
    currency: 'USD',
    openedAt: now,
    openedBy: 'anna',
    deviceId: anId(),
    businessDate: '2026-11-24',
    lines: [anOrderLine()],
    version: 1,
    ...more,
  };
  const { totals } = priceOrder(order);
  return { ...order, totals };
}
