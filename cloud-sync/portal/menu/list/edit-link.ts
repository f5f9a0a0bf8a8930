import type { CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { hrefOf, usePlace } from '../../place/place.ts';

/** What the sheet edits stands in the address: `edit=item:margherita`, `edit=item:` for a new one. */
export function useEditHref(): (entity: CatalogueEntity, id: string | null, more?: Record<string, string>) => string {
  const { path, search } = usePlace();
  return (entity, id, more = {}) =>
    hrefOf(path, { ...Object.fromEntries(search), ...more, edit: `${entity}:${id ?? ''}` });
}
