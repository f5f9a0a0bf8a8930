import { keyColumnsOf, type Column, type TableShape } from '../tables/table-shape.ts';

/** Whose shape: everything of the tenant that is for all stores or for this one. */
export interface ShapeKey {
  tenantId: string;
  storeId: string;
}

const column = (name: string, type: string, keyIndex: number | null, mayBeNull = false): Column => ({
  name,
  info: { type, ...(mayBeNull ? {} : { not_null: true }), ...(keyIndex === null ? {} : { pk_index: keyIndex }) },
  keyIndex,
});

/** The feed's columns in the table's order. */
export const feedColumns: readonly Column[] = [
  column('tenant', 'uuid', 0),
  column('scope', 'text', 1),
  column('entity', 'text', 2),
  column('id', 'text', 3),
  column('rev', 'int4', null),
  column('schema_v', 'int4', null),
  column('deleted', 'bool', null),
  column('payload', 'text', null, true),
  column('settled', 'text', null, true),
];

/** Which rows of the feed a store gets, as Electric is asked for them. */
export const feedFilter = `tenant = $1 AND scope IN ('*', $2)`;

/** The one shape that a store has. Whole rows (`replica=full`): what it writes down must not depend on what it had before. */
export function feedShape({ tenantId, storeId }: ShapeKey): TableShape {
  return {
    definition: {
      table: { schema: 'aura', name: 'feed' },
      where: feedFilter,
      params: new Map([
        [1, tenantId],
        [2, storeId],
      ]),
      columns: null,
      queryable: null,
      replica: 'full',
      log: 'full',
    },
    identity: `${tenantId} ${storeId}`,
    facts: { oid: 0, fingerprint: '', logged: true, columns: feedColumns },
    columns: feedColumns,
    keyColumns: keyColumnsOf(feedColumns),
    whereSql: feedFilter,
  };
}

/** Whose shape this is. */
export function feedKey({ definition: { params } }: TableShape): ShapeKey {
  return { tenantId: params.get(1) ?? '', storeId: params.get(2) ?? '' };
}
