import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { defaultChoices } from '@auraconnect/shared/menu/modifiers.ts';
import type { ModifierChoice } from '@auraconnect/shared/order/line.ts';

/** What is chosen by default in these groups, as it is when a chosen modifier opens them. */
export function defaultsFor(index: CatalogueIndex, groupIds: readonly string[], depth: number): ModifierChoice[] {
  return depth > 5 ? [] : defaultChoices(index, { modifierGroupIds: [...groupIds] } as Item);
}
