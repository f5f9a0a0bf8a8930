import { pathParts } from './entry-fields.ts';

/**
 * Who decides when a store and the portal changed the same field to different values while neither knew of the other.
 * `price`: a price set at the store stands beside the menu's price and counts there until it is revoked. `last-writer`: the later
 * edit by the hybrid clock. `owner`: the portal's value stays. Whichever counts, the other is kept and listed for a person.
 */
export type FieldClass = 'price' | 'last-writer' | 'owner';

const priceOf = /^\/(?:variants|modifiers)\/@[^/]+\/(?:priceMinor|levelPrices\/[^/]+)$/;

/** Fields that say where and how something is shown or reached: the latest word about them is the best one. */
const lastWriter: Record<string, readonly string[]> = {
  category: ['hue', 'position'],
  item: ['sold', 'position', 'kitchenName', 'stationIds', 'barcodes'],
  'modifier-group': ['position'],
  // Who cooks where is the portal's; on which paper it comes out is changed where the paper is.
  station: ['paper', 'printerId', 'backupPrinterId'],
  printer: ['name', 'host', 'port', 'columns', 'hasDrawer', 'connection', 'model', 'drawer'],
  'pole-display': ['name', 'deviceId', 'line', 'dialect'],
  settings: [
    'addressLines',
    'receiptFooter',
    'printReceipts',
    'receiptPrinterId',
    'receiptBackupPrinterId',
    'reportPrinterId',
    'receiptLogo',
  ],
};
const lastWriterOfMember = ['sold', 'kitchenName', 'defaultQuantity'];

/** Taxes, people, roles, what a day is: only the portal changes them once a store is claimed. */
const cloudOnly: Record<string, readonly string[]> = {
  item: ['taxCategoryId'],
  'modifier-group': [],
  category: [],
  printer: [],
  'pole-display': [],
};

/** Null: a claimed store may not change this field. */
export function fieldClassOf(entity: string, path: string): FieldClass | null {
  const [field = '', member, inner] = pathParts(path);
  if (lastWriter[entity]?.includes(field) === true) return 'last-writer';
  if (cloudOnly[entity] === undefined || cloudOnly[entity].includes(field)) return null;
  if (inner === 'taxCategoryId') return null;
  if ((entity === 'item' || entity === 'modifier-group') && priceOf.test(path)) return 'price';
  return member !== undefined && inner !== undefined && lastWriterOfMember.includes(inner) ? 'last-writer' : 'owner';
}

/** Whether a claimed store may add and take away whole entries of this kind. */
export const storeMayAdd = (entity: string): boolean => cloudOnly[entity] !== undefined;
