import { isLineCancelled } from '../kitchen/evolve-ticket.ts';
import type { Ticket, TicketLine } from '../kitchen/ticket.ts';
import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import { subtractDecimal } from '../money/decimal.ts';
import { bar, big, bigBar, bold, cut, feed, indent, itemRow, rule, tall, text } from './blocks.ts';
import type { Block, PrintDocument } from './document.ts';
import { figuresFor, type PaperFigures } from './figures.ts';
import { type PaperWords, wordsFor } from './words.ts';

export interface TicketOptions {
  copy: boolean;
  locale?: string;
}

interface Writing {
  ticket: Ticket;
  index: CatalogueIndex;
  words: PaperWords;
  figures: PaperFigures;
}

/**
 * What a station reads from two metres: number and kind large, how many before what, notes white on black. What was taken back
 * before it was printed is not on it. The last text is `Ref <ticketId>`.
 */
export function ticketDocument(ticket: Ticket, index: CatalogueIndex, options: TicketOptions): PrintDocument {
  const writing = write(ticket, index, options);
  const { words } = writing;
  const lines = ticket.lines.filter((line) => !isLineCancelled(line));
  return finish(writing, options, [
    ...(lines.length === 0 ? [text(words.cancelled, 'center', bigBar)] : []),
    ...(ticket.addition ? [text(words.addition, 'center', bigBar)] : []),
    ...ticketHeader(writing),
    ...lines.flatMap((line) => ticketLine(line, subtractDecimal(line.quantity, line.cancelledQuantity), writing)),
    ...(ticket.note === '' ? [] : [rule(), text(ticket.note, 'start', bar)]),
  ]);
}

/** Lines of a ticket that were taken back: of how many, how many are off in all. */
export function cancellationDocument(
  ticket: Ticket,
  lineIds: readonly string[],
  index: CatalogueIndex,
  options: TicketOptions,
): PrintDocument {
  const writing = write(ticket, index, options);
  const { words, figures } = writing;
  const lines = ticket.lines.filter((line) => lineIds.includes(line.lineId));
  return finish(writing, options, [
    text(words.cancelled, 'center', bigBar),
    ...ticketHeader(writing),
    ...lines.map((line) => {
      const of = line.cancelledQuantity === line.quantity ? '' : ` ${words.of} ${figures.quantity(line.quantity)}`;
      return itemRow(`-${figures.quantity(line.cancelledQuantity)}${of}`, itemName(line), big);
    }),
  ]);
}

function write(ticket: Ticket, index: CatalogueIndex, { locale = index.settings.locale }: TicketOptions): Writing {
  const { currency, timeZone } = index.settings;
  return { ticket, index, words: wordsFor(locale), figures: figuresFor(locale, currency, timeZone) };
}

function finish(
  { ticket, index, words }: Writing,
  { copy, locale = index.settings.locale }: TicketOptions,
  blocks: Block[],
): PrintDocument {
  return {
    kind: 'kitchen-ticket',
    locale,
    title: `${words.order} ${ticket.number}`,
    blocks: [
      { type: 'buzzer', times: 1 },
      ...(copy ? [text(words.copy, 'center', bigBar)] : []),
      ...blocks,
      rule(),
      text(`${words.reference} ${ticket.ticketId}`),
      feed(3),
      cut,
    ],
  };
}

function ticketHeader({ ticket, index, words, figures }: Writing): Block[] {
  const type = index.orderTypes.get(ticket.orderTypeId)?.name ?? ticket.orderTypeId;
  const stationName = (id: string): string => index.stations.get(id)?.name ?? id;
  const by = index.staff.get(ticket.firedBy)?.name;
  return [
    text(stationName(ticket.stationId), 'center', bold),
    text(`${ticket.number}  ${type}`, 'center', big),
    ...(ticket.label === '' ? [] : [text(ticket.label, 'center', big)]),
    text([figures.time(ticket.firedAt), by].filter((part) => part !== undefined).join('  '), 'center'),
    ...(ticket.alsoAt.length === 0
      ? []
      : [text(`${words.alsoAt} ${ticket.alsoAt.map(stationName).join(', ')}`, 'center', bold)]),
    rule('double'),
  ];
}

const itemName = (line: TicketLine): string =>
  line.variantName === null ? line.name : `${line.name} ${line.variantName}`;

function ticketLine(line: TicketLine, quantity: string, { words, figures }: Writing): Block[] {
  const where = [
    ...(line.seat === null ? [] : [`${words.seat} ${line.seat}`]),
    ...(line.course === null ? [] : [`${words.course} ${line.course}`]),
  ];
  return [
    itemRow(figures.quantity(quantity), itemName(line), big),
    ...line.modifiers.map(({ name, quantity: count, depth }) =>
      text(`${indent(depth)}${count === 1 ? '' : `${figures.quantity(String(count))} `}${name}`, 'start', tall),
    ),
    ...(line.note === '' ? [] : [text(line.note, 'start', bar)]),
    ...(where.length === 0 ? [] : [text(indent(0) + where.join('  '))]),
  ];
}
