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

/** Everything that a printer has to be able to do, for the person who sets it up. */
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
      row(`${printer.host}:${printer.port}`, String(printer.columns)),
      text(ruler),
      text('AÄÆÉÑØŒßŁŠŽ € £ ¥ ½ ×', 'start'),
      text(words.total, 'start', bold),
      text(words.cancelled, 'start', bar),
      row(words.total, figures.money(1234567)),
      text(words.testPrintDone, 'center'),
      { type: 'qr', data: `${printer.id} ${now}`, moduleDots: 4 },
      feed(3),
      cut,
    ],
  };
}
