import {
  type Category,
  type Daypart,
  type OrderType,
  type PriceLevel,
  type Printer,
  type Station,
  type StoreSettings,
  type TaxCategory,
  usualPrinter,
} from '../../src/menu/catalogue.ts';
import type { Tax } from '../../src/tax/tax.ts';

/** Where the virtual printers listen. */
export interface DemoPrinters {
  host: string;
  receiptPort: number;
  kitchenPort: number;
  barPort: number;
}
export const demoPrinters: DemoPrinters = { host: '127.0.0.1', receiptPort: 4191, kitchenPort: 4192, barPort: 4193 };

export const demoSettings: StoreSettings = {
  id: 'store',
  name: 'Bella Napoli',
  addressLines: ['214 Mulberry Street', 'New York, NY 10012', '(212) 555-0142'],
  taxNumber: null,
  currency: 'USD',
  locale: 'en-US',
  timeZone: 'America/New_York',
  dayCutOff: '04:00',
  taxPolicy: { roundPer: 'document', mode: 'half-up' },
  cashRoundingMinor: 1,
  receiptFooter: 'Thank you, and come again!\nGrazie e a presto!',
  receiptPrinterId: 'receipt',
  receiptBackupPrinterId: 'bar',
  reportPrinterId: null,
  receiptLogo: null,
  printReceipts: 'always',
  voidReasons: ['Rung up by mistake', 'Guest changed their mind', 'Sold out', 'Took too long'],
  compReasons: ['Food was not right', 'Long wait', 'On the house', 'Birthday'],
  discountReasons: ['Regular guest', 'Neighborhood', 'Staff meal', 'Coupon'],
  tipSuggestionsPercent: [18, 20, 22],
};

export const demoCategories: Category[] = [
  { id: 'pizza', name: 'Pizza', position: 0, hue: 'red' },
  { id: 'burgers', name: 'Burgers', position: 1, hue: 'orange' },
  { id: 'salads', name: 'Salads', position: 2, hue: 'green' },
  { id: 'sides', name: 'Sides', position: 3, hue: 'amber' },
  { id: 'drinks', name: 'Drinks', position: 4, hue: 'blue' },
  { id: 'desserts', name: 'Desserts', position: 5, hue: 'pink' },
];

export const demoTaxCategories: TaxCategory[] = [
  { id: 'prepared-food', name: 'Food and drinks' },
  { id: 'untaxed', name: 'Not taxed' },
];

/** New York City: state 4 %, city 4.5 %, commuter district 0.375 %, charged as one rate on all restaurant food and drink. */
export const demoTaxes: Tax[] = [
  {
    id: 'nyc-sales-tax',
    name: 'Sales tax',
    rate: '0.08875',
    included: false,
    position: 0,
    compound: false,
    taxCategoryIds: ['prepared-food'],
    orderTypeIds: [],
    validFrom: null,
    validTo: null,
  },
];

export const demoOrderTypes: OrderType[] = [
  { id: 'dine-in', name: 'Dine in', position: 0, takeaway: false },
  { id: 'takeaway', name: 'Takeaway', position: 1, takeaway: true },
  { id: 'delivery', name: 'Delivery', position: 2, takeaway: true },
];

export const demoDayparts: Daypart[] = [
  { id: 'lunch', name: 'Lunch', weekdays: [1, 2, 3, 4, 5], from: '11:00', to: '15:00' },
  { id: 'happy-hour', name: 'Happy hour', weekdays: [1, 2, 3, 4, 5], from: '16:00', to: '18:00' },
  { id: 'late-night', name: 'Late night', weekdays: [5, 6], from: '22:00', to: '02:00' },
];

export const demoPriceLevels: PriceLevel[] = [
  { id: 'happy-hour', name: 'Happy hour', daypartIds: ['happy-hour'], orderTypeIds: ['dine-in'] },
];

/** The pass itself is no station: expo is a view over all of them. */
export const demoStations: Station[] = [
  {
    id: 'pizza',
    name: 'Pizza',
    position: 0,
    paper: 'fallback',
    printerId: 'kitchen',
    backupPrinterId: 'bar',
    warnSeconds: 480,
    lateSeconds: 720,
  },
  {
    id: 'grill',
    name: 'Grill',
    position: 1,
    paper: 'fallback',
    printerId: 'kitchen',
    backupPrinterId: 'bar',
    warnSeconds: 600,
    lateSeconds: 900,
  },
  {
    id: 'cold',
    name: 'Cold',
    position: 2,
    paper: 'fallback',
    printerId: 'kitchen',
    backupPrinterId: 'bar',
    warnSeconds: 300,
    lateSeconds: 480,
  },
  {
    id: 'bar',
    name: 'Bar',
    position: 3,
    paper: 'always',
    printerId: 'bar',
    backupPrinterId: 'kitchen',
    warnSeconds: 240,
    lateSeconds: 420,
  },
];

export function demoPrinterEntries({ host, receiptPort, kitchenPort, barPort }: DemoPrinters): Printer[] {
  return [
    { id: 'receipt', name: 'Counter receipts', host, port: receiptPort, columns: 48, hasDrawer: true, ...usualPrinter },
    { id: 'kitchen', name: 'Kitchen', host, port: kitchenPort, columns: 42, hasDrawer: false, ...usualPrinter },
    { id: 'bar', name: 'Bar', host, port: barPort, columns: 42, hasDrawer: false, ...usualPrinter },
  ];
}
