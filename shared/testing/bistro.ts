import { type CatalogueIndex } from '../src/menu/catalogue-index.ts';
import { type Catalogue, usualPrinter } from '../src/menu/catalogue.ts';
import { aCatalogue, aModifier, aModifierGroup, anIndex, anItem, aTax, aVariant } from './builders.ts';

/** A small place with one of everything that the order machine has to tell apart. Prices are round; tax is 10 % on top. */
export function aBistro(more: Partial<Catalogue> = {}): CatalogueIndex {
  const base = aCatalogue();
  return anIndex({
    settings: { ...base.settings, name: 'Bistro', receiptPrinterId: 'counter', printReceipts: 'always' },
    categories: [
      { id: 'food', name: 'Food', position: 0, hue: 'red' },
      { id: 'drinks', name: 'Drinks', position: 1, hue: 'blue' },
    ],
    items: [
      anItem({
        id: 'burger',
        name: 'Burger',
        kitchenName: 'BURG',
        modifierGroupIds: ['toppings'],
        stationIds: ['grill'],
      }),
      anItem({
        id: 'pizza',
        name: 'Pizza',
        variants: [
          aVariant({ id: 'small', name: 'Small', priceMinor: 900 }),
          aVariant({ id: 'large', name: 'Large', priceMinor: 1500 }),
        ],
        stationIds: ['oven'],
      }),
      anItem({
        id: 'platter',
        name: 'Platter',
        variants: [aVariant({ priceMinor: 3000 })],
        stationIds: ['grill', 'oven'],
      }),
      anItem({ id: 'fish', name: 'Fish by weight', variants: [aVariant({ priceMinor: 4000 })], stationIds: ['grill'] }),
      anItem({
        id: 'beer',
        name: 'Beer',
        categoryId: 'drinks',
        variants: [aVariant({ priceMinor: 500 })],
        stationIds: ['bar'],
      }),
      anItem({
        id: 'water',
        name: 'Water',
        categoryId: 'drinks',
        variants: [aVariant({ priceMinor: 200 })],
        stationIds: [],
      }),
      anItem({ id: 'winter-stew', name: 'Winter stew', sold: false }),
      anItem({ id: 'breakfast', name: 'Breakfast', daypartIds: ['morning'] }),
      anItem({ id: 'lost', name: 'Lost dish', stationIds: ['torn-down'] }),
      anItem({
        id: 'mint',
        name: 'Mint',
        variants: [aVariant({ priceMinor: 3 })],
        taxCategoryId: 'untaxed',
        stationIds: [],
      }),
    ],
    modifierGroups: [
      aModifierGroup({
        id: 'toppings',
        name: 'Toppings',
        maximum: 3,
        modifiers: [
          aModifier({ id: 'cheese', name: 'Cheese', priceMinor: 150 }),
          aModifier({ id: 'no-onion', name: 'No onion', kitchenName: 'NO ONION' }),
        ],
      }),
    ],
    dayparts: [{ id: 'morning', name: 'Morning', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '06:00', to: '11:00' }],
    taxCategories: [
      { id: 'food', name: 'Food' },
      { id: 'untaxed', name: 'Untaxed' },
    ],
    taxes: [
      aTax({ rate: '0.1', orderTypeIds: ['dine-in'] }),
      aTax({ id: 'takeaway-tax', name: 'Takeaway tax', rate: '0.05', orderTypeIds: ['takeaway'] }),
    ],
    stations: [
      {
        id: 'grill',
        name: 'Grill',
        position: 0,
        paper: 'fallback',
        printerId: 'kitchen',
        backupPrinterId: null,
        warnSeconds: 300,
        lateSeconds: 600,
      },
      {
        id: 'oven',
        name: 'Oven',
        position: 1,
        paper: 'never',
        printerId: null,
        backupPrinterId: null,
        warnSeconds: 300,
        lateSeconds: 600,
      },
      {
        id: 'bar',
        name: 'Bar',
        position: 2,
        paper: 'always',
        printerId: 'bar',
        backupPrinterId: null,
        warnSeconds: 120,
        lateSeconds: 240,
      },
    ],
    poleDisplays: [],
    printers: [
      { id: 'counter', name: 'Counter', host: '127.0.0.1', port: 9100, columns: 48, hasDrawer: true, ...usualPrinter },
      { id: 'kitchen', name: 'Kitchen', host: '127.0.0.1', port: 9101, columns: 42, hasDrawer: false, ...usualPrinter },
      { id: 'bar', name: 'Bar', host: '127.0.0.1', port: 9102, columns: 42, hasDrawer: false, ...usualPrinter },
    ],
    orderTypes: [
      { id: 'dine-in', name: 'Dine in', position: 0, takeaway: false },
      { id: 'takeaway', name: 'Takeaway', position: 1, takeaway: true },
    ],
    staff: [{ id: 'gianni', name: 'Gianni', roleId: 'owner', hue: 'teal', active: true }],
    ...more,
  });
}

/** The bistro in a country whose smallest coin is 0.05. */
export const aSwissBistro = (): CatalogueIndex => {
  const { settings } = aBistro();
  return aBistro({ settings: { ...settings, currency: 'CHF', cashRoundingMinor: 5 } });
};
