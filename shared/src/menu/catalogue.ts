import { z } from 'zod';
import { AmountMinor, Currency, DecimalText } from '../money/money.ts';
import { Key, Uuid } from '../time/ids.ts';
import { Tax, TaxPolicy } from '../tax/tax.ts';
import { EntrySettlement } from './store-edit.ts';

/**
 * The catalogue is everything a till needs to sell: menu, taxes, stations, people and settings. It is kept as entries
 * (entity, id, rev, payload), the same rows that travel through the cloud's feed, and read as one `Catalogue`.
 */
const text = (most: number) => z.string().trim().min(1).max(most);

/** Eight hues that every theme can draw with enough contrast. */
export const Hue = z.enum(['red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink']);
export type Hue = z.infer<typeof Hue>;

export const Category = z.object({
  id: Key,
  name: text(80),
  position: z.int(),
  hue: Hue,
});
export type Category = z.infer<typeof Category>;

/** A size or kind of an item that has its own price: Small, Large, Glass. */
export const Variant = z.object({
  id: Key,
  name: text(60),
  priceMinor: AmountMinor.min(0).max(100_000_000),
  /** Prices of this variant at named price levels; a level that is absent uses `priceMinor`. */
  levelPrices: z.record(Key, AmountMinor.min(0)),
});
export type Variant = z.infer<typeof Variant>;

/** Printable, without blanks: what scanners read of a line code. */
export const Barcode = z.string().regex(/^[\x21-\x7e]{4,64}$/);

export const Item = z.object({
  id: Key,
  name: text(120),
  /** What the kitchen reads when it differs from the name. */
  kitchenName: text(60).nullable(),
  categoryId: Key,
  position: z.int(),
  /** At least one; an item without sizes has one variant whose name is not shown. */
  variants: z.array(Variant).min(1).max(40),
  modifierGroupIds: z.array(Key).max(40),
  taxCategoryId: Key,
  stationIds: z.array(Key).max(8),
  /** Empty means always sold. */
  daypartIds: z.array(Key),
  sold: z.boolean(),
  /** What a scanner reads on it: EAN, UPC or a code of the house. An item may have several (a new pack), a code one item. */
  barcodes: z.array(Barcode).max(20).optional(),
});
export type Item = z.infer<typeof Item>;

export const Modifier = z.object({
  id: Key,
  name: text(80),
  kitchenName: text(60).nullable(),
  priceMinor: AmountMinor,
  levelPrices: z.record(Key, AmountMinor),
  /** Null: taxed as the item it modifies. */
  taxCategoryId: Key.nullable(),
  /** Groups that open when this modifier is chosen (nested modifiers). */
  modifierGroupIds: z.array(Key).max(10),
  /** How many are in the sheet when it opens. */
  defaultQuantity: z.int().min(0).max(20),
  sold: z.boolean(),
});
export type Modifier = z.infer<typeof Modifier>;

export const ModifierGroup = z.object({
  id: Key,
  name: text(80),
  position: z.int(),
  /** Fewest to choose; 1 or more makes the group required. */
  minimum: z.int().min(0).max(50),
  /** Most to choose, counted with quantities; null is no limit. */
  maximum: z.int().min(1).max(50).nullable(),
  /** Most of one and the same modifier. */
  maximumEach: z.int().min(1).max(20),
  /** The first so many are free. */
  freeCount: z.int().min(0).max(20),
  modifiers: z.array(Modifier).max(100),
});
export type ModifierGroup = z.infer<typeof ModifierGroup>;

/** A named list of prices: happy hour, delivery platform, staff. */
export const PriceLevel = z.object({ id: Key, name: text(60), daypartIds: z.array(Key), orderTypeIds: z.array(Key) });
export type PriceLevel = z.infer<typeof PriceLevel>;

/** Part of a week in the store's time, `from` inclusive, `to` exclusive; `to` <= `from` runs past midnight. */
export const Daypart = z.object({
  id: Key,
  name: text(60),
  /** ISO weekdays, 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)),
  from: z.string().regex(/^\d\d:\d\d$/),
  to: z.string().regex(/^\d\d:\d\d$/),
});
export type Daypart = z.infer<typeof Daypart>;

export const TaxCategory = z.object({ id: Key, name: text(60) });
export type TaxCategory = z.infer<typeof TaxCategory>;

export const Station = z.object({
  id: Key,
  name: text(60),
  position: z.int(),
  /** `never`: screens only. `always`: paper as well. `fallback`: paper when no screen acknowledges the ticket. */
  paper: z.enum(['never', 'always', 'fallback']),
  printerId: Key.nullable(),
  /** Prints its tickets, marked as standing in, while the first one cannot; null: nobody does. */
  backupPrinterId: Key.nullable().default(null),
  /** Ticket ages in seconds at which a ticket turns amber and red. */
  warnSeconds: z.int().min(10),
  lateSeconds: z.int().min(20),
});
export type Station = z.infer<typeof Station>;

/** A serial line as the printer's switches have it. */
export const SerialLine = z.object({
  /** The system's name of the port: `/dev/ttyUSB0`, `COM3`. */
  path: z.string().min(1).max(255),
  baudRate: z.union(
    ([1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const).map((rate) => z.literal(rate)),
  ),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  /** How the other end says that it has heard enough for now. */
  flowControl: z.enum(['none', 'xon-xoff', 'rts-cts']).default('rts-cts'),
});
export type SerialLine = z.infer<typeof SerialLine>;

/** How a printer is reached. On the network its address is `host` and `port` of the printer itself. */
export const PrinterConnection = z.discriminatedUnion('type', [
  z.object({ type: z.literal('network') }),
  z.object({ type: z.literal('serial'), line: SerialLine }),
  /** By what the device says about itself; without a serial number the first such printer is meant. */
  z.object({
    type: z.literal('usb'),
    vendorId: z.int().min(0).max(0xffff),
    productId: z.int().min(0).max(0xffff),
    serialNumber: z.string().max(126).nullable().default(null),
  }),
]);
export type PrinterConnection = z.infer<typeof PrinterConnection>;

/** The drawer on a printer's socket. */
export const Drawer = z.object({
  /** Pin of the socket that kicks it. */
  pin: z.union([z.literal(2), z.literal(5)]).default(2),
  /** Level of pin 3 while it is open, which depends on the drawer; `unknown`: it does not say, or nobody has looked. */
  openLevel: z.enum(['low', 'high', 'unknown']).default('unknown'),
  /** Open for so long, somebody is told; null: never. */
  alarmAfterSeconds: z.int().min(10).max(3600).nullable().default(120),
});
export type Drawer = z.infer<typeof Drawer>;

/** What nobody has said otherwise about a printer. */
export const usualPrinter: { connection: PrinterConnection; model: string; drawer: Drawer } = {
  connection: { type: 'network' },
  model: 'generic',
  drawer: { pin: 2, openLevel: 'unknown', alarmAfterSeconds: 120 },
};

export const Printer = z.object({
  id: Key,
  name: text(60),
  /** Empty for a printer that is not on the network. */
  host: z.string().max(255),
  port: z.int().min(1).max(65535),
  columns: z.int().min(20).max(96),
  hasDrawer: z.boolean(),
  connection: PrinterConnection.default(usualPrinter.connection),
  /** Id of a model that the drivers know; `generic`: what Epson and its clones have in common. */
  model: Key.default(usualPrinter.model),
  drawer: Drawer.default(usualPrinter.drawer),
});
export type Printer = z.infer<typeof Printer>;

/** Two lines of twenty characters on a pole, for the guest of one till. It hangs on the appliance. */
export const PoleDisplay = z.object({
  id: Key,
  name: text(60),
  /** The till whose orders it shows. */
  deviceId: Uuid,
  line: SerialLine,
  /** `cd5220`: what most displays have as one of their emulations. `esc-pos`: Epson's DM-D. */
  dialect: z.enum(['cd5220', 'esc-pos']).default('cd5220'),
});
export type PoleDisplay = z.infer<typeof PoleDisplay>;

/** A picture in black and white, as it stands on paper: rows of bits, the most significant first, 1 is black. */
export const PaperPicture = z.object({
  widthDots: z.int().min(1).max(832),
  heightDots: z.int().min(1).max(600),
  /** Base64 of `ceil(widthDots / 8) * heightDots` bytes. */
  bits: z.base64().max(84_000),
});
export type PaperPicture = z.infer<typeof PaperPicture>;

export const OrderType = z.object({ id: Key, name: text(60), position: z.int(), takeaway: z.boolean() });
export type OrderType = z.infer<typeof OrderType>;

export const StaffMember = z.object({ id: Key, name: text(80), roleId: Key, hue: Hue, active: z.boolean() });
export type StaffMember = z.infer<typeof StaffMember>;

export const Role = z.object({
  id: Key,
  name: text(60),
  permissions: z.array(z.string()),
  discountLimitPercent: DecimalText,
});
export type Role = z.infer<typeof Role>;

export const StoreSettings = z.object({
  id: z.literal('store'),
  name: text(120),
  addressLines: z.array(z.string().max(120)).max(6),
  taxNumber: z.string().max(60).nullable(),
  currency: Currency,
  locale: z.string().min(2).max(35),
  /** IANA name, `America/New_York`. */
  timeZone: z.string().min(1).max(60),
  /** When a business day ends, local time. */
  dayCutOff: z.string().regex(/^\d\d:\d\d$/),
  taxPolicy: TaxPolicy,
  /** Smallest coin in minor units for the cash part, 1 when none (5 in Switzerland). */
  cashRoundingMinor: z.int().min(1).max(1000),
  receiptFooter: z.string().max(400),
  /** Which printer prints receipts; null: receipts are shown, not printed. */
  receiptPrinterId: Key.nullable(),
  /** Prints receipts and reports while the first one cannot; null: nobody does. */
  receiptBackupPrinterId: Key.nullable().default(null),
  /** Prints X and Z; null: whoever prints receipts. */
  reportPrinterId: Key.nullable().default(null),
  /** Stands at the head of every receipt; null: the name alone does. */
  receiptLogo: PaperPicture.nullable().default(null),
  printReceipts: z.enum(['always', 'on-request']),
  voidReasons: z.array(text(60)),
  compReasons: z.array(text(60)),
  discountReasons: z.array(text(60)),
  tipSuggestionsPercent: z.array(z.int().min(0).max(100)),
});
export type StoreSettings = z.infer<typeof StoreSettings>;

/** One entity name per kind of catalogue entry, with the schema of its payload. */
export const catalogueEntities = {
  category: Category,
  item: Item,
  'modifier-group': ModifierGroup,
  'price-level': PriceLevel,
  daypart: Daypart,
  'tax-category': TaxCategory,
  tax: Tax,
  station: Station,
  printer: Printer,
  'pole-display': PoleDisplay,
  'order-type': OrderType,
  staff: StaffMember,
  role: Role,
  settings: StoreSettings,
} as const;
export type CatalogueEntity = keyof typeof catalogueEntities;
export const CatalogueEntity = z.enum(Object.keys(catalogueEntities) as [CatalogueEntity, ...CatalogueEntity[]]);

/** One row of the catalogue or of the cloud's feed. `rev` grows with each edit of the same (entity, id). */
export const CatalogueEntry = z.object({
  entity: z.string().min(1).max(40),
  id: z.string().min(1).max(80),
  rev: z.int().min(1),
  schemaVersion: z.int().min(1),
  deleted: z.boolean(),
  /** The entity's payload; null once deleted. Entities that this version does not know are kept as they are. */
  payload: z.record(z.string(), z.unknown()).nullable(),
});
/** As it comes down the feed: with what the cloud settled of the store's own edits; absent where nothing was to settle. */
export const SettledEntry = CatalogueEntry.extend({ settled: EntrySettlement.optional() });
export type CatalogueEntry = z.infer<typeof SettledEntry>;

/** The whole catalogue, read for use. Lists are sorted by position, then name. */
export interface Catalogue {
  /** Grows with every change; a till compares it to know whether it is current. */
  revision: number;
  settings: StoreSettings;
  categories: Category[];
  items: Item[];
  modifierGroups: ModifierGroup[];
  priceLevels: PriceLevel[];
  dayparts: Daypart[];
  taxCategories: TaxCategory[];
  taxes: Tax[];
  stations: Station[];
  printers: Printer[];
  poleDisplays: PoleDisplay[];
  orderTypes: OrderType[];
  staff: StaffMember[];
  roles: Role[];
}

/** Whether an item can be sold now: 86'd items are out; a countdown counts what is left. */
export const Availability = z.object({
  itemId: Key,
  /** Null: not limited. 0: out (86). */
  remaining: z.int().min(0).nullable(),
});
export type Availability = z.infer<typeof Availability>;
