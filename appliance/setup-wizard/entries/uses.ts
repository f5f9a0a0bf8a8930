import type { Catalogue, CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { printerUses } from '@auraconnect/shared/ui/printers/printer-uses.ts';

/** The names of what points at an entry, and would point at nothing without it. */
export function usesOf(catalogue: Catalogue, entity: CatalogueEntity, id: string): string[] {
  const { items, modifierGroups, taxes, staff } = catalogue;
  const named = <T extends { name: string }>(list: readonly T[], points: (one: T) => boolean): string[] =>
    list.filter(points).map((one) => one.name);
  switch (entity) {
    case 'category':
      return named(items, (item) => item.categoryId === id);
    case 'modifier-group':
      return [
        ...named(items, (item) => item.modifierGroupIds.includes(id)),
        ...named(
          modifierGroups,
          (group) => group.id !== id && group.modifiers.some((modifier) => modifier.modifierGroupIds.includes(id)),
        ),
      ];
    case 'tax-category':
      return [
        ...named(items, (item) => item.taxCategoryId === id),
        ...named(modifierGroups, (group) => group.modifiers.some((modifier) => modifier.taxCategoryId === id)),
        ...named(taxes, (tax) => tax.taxCategoryIds.includes(id)),
      ];
    case 'station':
      return named(items, (item) => item.stationIds.includes(id));
    case 'printer':
      return printerUses(catalogue, id);
    case 'role':
      return named(staff, (member) => member.roleId === id);
    case 'item':
    case 'price-level':
    case 'daypart':
    case 'tax':
    case 'pole-display':
    case 'order-type':
    case 'staff':
    case 'settings':
      return [];
  }
}
