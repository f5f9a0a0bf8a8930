import type { Printer } from '../menu/catalogue.ts';
import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import { bar, big, bold, cut, feed, row, rule, text } from './blocks.ts';
import type { PrintDocument } from './document.ts';
import { figuresFor } from './figures.ts';
import { storeHeader } from './receipt-document.ts';
import { wordsFor } from './words.ts';

/** Opens the drawer and prints nothing: a job of its own, so that it is never repeated with a reprint. */
export function drawerKickDocument(pin: 2 | 5, locale: string): PrintDocument {
  return { kind: 'drawer-kick', locale, title: 'Drawer', blocks: [{ type: 'drawer-kick', pin }] };
}

/** A greeting in each script that somebody's menu is written in: what a printer cannot say is seen at once. */
const scripts = [
  'ÄÖÜßÆÅÉÑ €£¥½×',
  'Łódź, Žižkov, Győr',
  'Καλημέρα',
  'Привет',
  'שלום',
  'مرحبا',
  'สวัสดี',
  '日本語 ﾊﾝｶｸ',
  '中文',
];

/**
 * Everything that a printer has to be able to do, for the person who sets it up: how it is reached, a ruler that ends at the edge of the
 * paper when the columns are right, the scripts, every alignment and emphasis, codes, the cut. What is set of its drawer stands on it;
 * the drawer stays shut, since nobody is to open it by printing.
 */
export function testPrintDocument(
  printer: Printer,
  index: CatalogueIndex,
  now: string,
  locale = index.settings.locale,
): PrintDocument {
  const words = wordsFor(locale);
  const figures = figuresFor(locale, index.settings.currency, index.settings.timeZone);
  const ruler = '1234567890'.repeat(10).slice(0, printer.columns);
  return {
    kind: 'test-print',
    locale,
    title: words.testPrint,
    blocks: [
      ...storeHeader(index),
      rule(),
      text(words.testPrint, 'center', big),
      row(printer.name, figures.dateTime(now)),
      row(placeOf(printer), printer.model),
      row(words.columns, String(printer.columns)),
      text(ruler),
      ...scripts.map((sample) => text(sample)),
      text('1', 'start'),
      text('2', 'center'),
      text('3', 'end'),
      text(words.total, 'start', bold),
      text(words.cancelled, 'start', bar),
      row(words.total, figures.money(1234567)),
      ...(printer.hasDrawer ? [row(words.drawer, drawerSettings(printer))] : []),
      text(words.testPrintDone, 'center'),
      { type: 'barcode', symbology: 'code128', data: 'TEST-1234', heightDots: 60, align: 'center' },
      { type: 'qr', data: `${printer.id} ${now}`, moduleDots: 4 },
      feed(3),
      cut,
    ],
  };
}

function placeOf({ connection, host, port }: Printer): string {
  switch (connection.type) {
    case 'network':
      return `${host}:${port}`;
    case 'serial':
      return `${connection.line.path} ${connection.line.baudRate}`;
    case 'usb':
      return `USB ${hex(connection.vendorId)}:${hex(connection.productId)}`;
  }
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** As the technician has set them: the socket's pin, and the level of pin 3 that means open. */
const drawerSettings = ({ drawer: { pin, openLevel } }: Printer): string =>
  openLevel === 'unknown' ? `pin ${pin}` : `pin ${pin}, 3 = ${openLevel === 'high' ? '1' : '0'}`;
