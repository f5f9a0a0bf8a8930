import type { Tax } from '../tax/tax.ts';
import type {
  Catalogue,
  CatalogueEntity,
  CatalogueEntry,
  Category,
  Daypart,
  Item,
  ModifierGroup,
  OrderType,
  PoleDisplay,
  PriceLevel,
  Printer,
  Role,
  StaffMember,
  Station,
  StoreSettings,
  TaxCategory,
} from './catalogue.ts';
import { defaultSettings, mendSettings, readEntry, type RejectedEntry } from './read-entry.ts';

export interface ReadCatalogue {
  catalogue: Catalogue;
  rejected: RejectedEntry[];
}

/**
 * Reads entries as a catalogue. An entry that does not validate, or of an entity that this version does not know, is
 * reported and left out; it never stops the others. Settings that are missing, or fields that an older writer did not know
 * yet, take their defaults. Of the same (entity, id) the highest `rev` counts; deleted entries are gone.
 */
export function readCatalogue(entries: readonly CatalogueEntry[], revision: number): ReadCatalogue {
  const rejected: RejectedEntry[] = [];
  const read = new Map<CatalogueEntity, unknown[]>();
  for (const entry of newestOf(entries)) {
    if (entry.deleted || entry.payload === null) continue;
    const result = readEntry(entry);
    if ('problem' in result) {
      rejected.push(result);
      continue;
    }
    const list = read.get(result.entity);
    if (list === undefined) read.set(result.entity, [result.value]);
    else list.push(result.value);
  }

  const list = <T>(entity: CatalogueEntity): T[] => (read.get(entity) ?? []) as T[];
  const { settings, problems } = mendSettings(list<StoreSettings>('settings')[0] ?? defaultSettings);
  for (const problem of problems) rejected.push({ entity: 'settings', id: settings.id, problem });
  const catalogue: Catalogue = {
    revision,
    settings,
    categories: byPosition(list<Category>('category')),
    items: byPosition(list<Item>('item')),
    modifierGroups: byPosition(list<ModifierGroup>('modifier-group')),
    priceLevels: byPosition(list<PriceLevel>('price-level')),
    dayparts: byPosition(list<Daypart>('daypart')),
    taxCategories: byPosition(list<TaxCategory>('tax-category')),
    taxes: byPosition(list<Tax>('tax')),
    stations: byPosition(list<Station>('station')),
    printers: byPosition(list<Printer>('printer')),
    poleDisplays: byPosition(list<PoleDisplay>('pole-display')),
    orderTypes: byPosition(list<OrderType>('order-type')),
    staff: byPosition(list<StaffMember>('staff')),
    roles: byPosition(list<Role>('role')),
  };
  return { catalogue, rejected };
}

function newestOf(entries: readonly CatalogueEntry[]): Iterable<CatalogueEntry> {
  const newest = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    const key = `${entry.entity} ${entry.id}`;
    const known = newest.get(key);
    if (known === undefined || entry.rev >= known.rev) newest.set(key, entry);
  }
  return newest.values();
}

interface Listed {
  id: string;
  name: string;
  position?: number;
}

/** Position, then name, then id; by code unit, so that every machine sorts alike. */
function byPosition<T extends Listed>(list: readonly T[]): T[] {
  return [...list].sort(
    (a, b) => (a.position ?? 0) - (b.position ?? 0) || compareText(a.name, b.name) || compareText(a.id, b.id),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A catalogue with every list by id as well, built once per revision. */
export interface CatalogueIndex {
  catalogue: Catalogue;
  revision: number;
  settings: StoreSettings;
  taxes: readonly Tax[];
  categories: ReadonlyMap<string, Category>;
  items: ReadonlyMap<string, Item>;
  /** Items of each category, in the menu's order. */
  itemsByCategory: ReadonlyMap<string, readonly Item[]>;
  /** The item that a scanned code is on. */
  itemsByBarcode: ReadonlyMap<string, Item>;
  modifierGroups: ReadonlyMap<string, ModifierGroup>;
  priceLevels: ReadonlyMap<string, PriceLevel>;
  dayparts: ReadonlyMap<string, Daypart>;
  taxCategories: ReadonlyMap<string, TaxCategory>;
  stations: ReadonlyMap<string, Station>;
  printers: ReadonlyMap<string, Printer>;
  orderTypes: ReadonlyMap<string, OrderType>;
  staff: ReadonlyMap<string, StaffMember>;
  roles: ReadonlyMap<string, Role>;
}

export function indexCatalogue(catalogue: Catalogue): CatalogueIndex {
  return {
    catalogue,
    revision: catalogue.revision,
    settings: catalogue.settings,
    taxes: catalogue.taxes,
    categories: byId(catalogue.categories),
    items: byId(catalogue.items),
    itemsByCategory: Map.groupBy(catalogue.items, (item) => item.categoryId),
    itemsByBarcode: new Map(
      catalogue.items.flatMap((item) => (item.barcodes ?? []).map((code) => [code, item] as const)),
    ),
    modifierGroups: byId(catalogue.modifierGroups),
    priceLevels: byId(catalogue.priceLevels),
    dayparts: byId(catalogue.dayparts),
    taxCategories: byId(catalogue.taxCategories),
    stations: byId(catalogue.stations),
    printers: byId(catalogue.printers),
    orderTypes: byId(catalogue.orderTypes),
    staff: byId(catalogue.staff),
    roles: byId(catalogue.roles),
  };
}

const byId = <T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((entry) => [entry.id, entry]));
