import type { ReactElement } from 'react';
import { catalogueEntities, type CatalogueEntity } from '@auraconnect/shared/menu/catalogue.ts';
import { usePlace } from '../../place/place.ts';
import { useChangeSearch } from '../../place/store-scope.ts';
import { useMenuWork } from '../menu-context.ts';
import { CategoryEditor } from './category-editor.tsx';
import { GroupEditor } from './group-editor.tsx';
import { ItemEditor } from './item-editor.tsx';
import { TaxCategoryEditor } from './tax-category-editor.tsx';
import { TaxEditor } from './tax-editor.tsx';

export interface EditorProps {
  /** Null: a new one. */
  id: string | null;
  onClose: () => void;
}

const editors: Partial<Record<CatalogueEntity, (props: EditorProps) => ReactElement>> = {
  item: ItemEditor,
  category: CategoryEditor,
  'modifier-group': GroupEditor,
  tax: TaxEditor,
  'tax-category': TaxCategoryEditor,
};

/** The editor that the address names. Going back closes it. */
export function EditSheet(): ReactElement | null {
  const { search } = usePlace();
  const change = useChangeSearch();
  const { drafted } = useMenuWork();
  const asked = /^([a-z-]+):(.*)$/.exec(search.get('edit') ?? '');
  if (asked === null) return null;
  const [, entity = '', id = ''] = asked;
  if (!Object.hasOwn(catalogueEntities, entity)) return null;
  const Editor = editors[entity as CatalogueEntity];
  const isThere = drafted.some((entry) => entry.entity === entity && entry.id === id && !entry.deleted);
  if (Editor === undefined || (id !== '' && !isThere)) return null;
  return (
    <Editor
      key={`${entity} ${id}`}
      id={id === '' ? null : id}
      onClose={() => change({ edit: null, in: null }, { replace: true })}
    />
  );
}
