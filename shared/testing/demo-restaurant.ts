import type { Catalogue, CatalogueEntity, CatalogueEntry } from '../src/menu/catalogue.ts';
import { readCatalogue } from '../src/menu/catalogue-index.ts';
import { demoDishes } from './demo/dishes.ts';
import { demoModifierGroups } from './demo/modifier-groups.ts';
import { demoRoles, demoStaff } from './demo/people.ts';
import { pizzaItems } from './demo/pizzas.ts';
import {
  demoCategories,
  demoDayparts,
  demoOrderTypes,
  demoPriceLevels,
  demoPrinterEntries,
  type DemoPrinters,
  demoPrinters,
  demoSettings,
  demoStations,
  demoTaxCategories,
  demoTaxes,
} from './demo/store.ts';

/** Bella Napoli, a pizza and burger place in New York: everything a store needs to sell, as entries of rev 1. */
export function demoCatalogueEntries(printers: Partial<DemoPrinters> = {}): CatalogueEntry[] {
  return [
    ...entries('settings', [demoSettings]),
    ...entries('tax-category', demoTaxCategories),
    ...entries('tax', demoTaxes),
    ...entries('order-type', demoOrderTypes),
    ...entries('daypart', demoDayparts),
    ...entries('price-level', demoPriceLevels),
    ...entries('printer', demoPrinterEntries({ ...demoPrinters, ...printers })),
    ...entries('station', demoStations),
    ...entries('role', demoRoles),
    ...entries('staff', demoStaff),
    ...entries('category', demoCategories),
    ...entries(
      'modifier-group',
      demoModifierGroups.map((group, position) => ({ ...group, position })),
    ),
    ...entries('item', [...pizzaItems(['crust', 'pizza-toppings', 'pizza-how']), ...demoDishes]),
  ];
}

export function demoCatalogue(): Catalogue {
  return readCatalogue(demoCatalogueEntries(), 1).catalogue;
}

/** PINs of the demo's people, printed by `npm start`. A real store sets its own. */
export const demoPins: Readonly<Record<string, string>> = {
  anna: '1111',
  marcus: '2222',
  sofia: '3333',
  chen: '4444',
  priya: '5555',
  gianni: '9999',
};

function entries(entity: CatalogueEntity, payloads: readonly { id: string }[]): CatalogueEntry[] {
  return payloads.map((payload) => ({
    entity,
    id: payload.id,
    rev: 1,
    schemaVersion: 1,
    deleted: false,
    payload: { ...payload },
  }));
}
