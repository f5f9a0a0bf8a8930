import type { CatalogueIndex } from '../menu/catalogue-index.ts';
import { activeQuantity, isVoided } from '../order/line-quantities.ts';
import type { SoldModifier } from '../order/line.ts';
import type { Order, OrderLine } from '../order/order.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import { priceOrder } from '../pricing/price-order.ts';
import type { PricedLine } from '../pricing/priced-order.ts';
import { bar, big, bigBar, bold, cut, feed, indent, lineRow, row, rule, text } from './blocks.ts';
import type { Block, PrintDocument } from './document.ts';
import { figuresFor, type PaperFigures } from './figures.ts';
import { type PaperWords, wordsFor } from './words.ts';

export interface ReceiptOptions {
  /** True: it was printed before, and says COPY. */
  copy: boolean;
  /** The store's own when absent. */
  locale?: string;
}

interface Writing {
  order: Order;
  index: CatalogueIndex;
  words: PaperWords;
  figures: PaperFigures;
}

/**
 * The guest's receipt: everything from the order as it was sold, nothing from today's menu, so that a reprint after a price
 * change says the same. The last text is `Ref <orderId>`, the same as the QR code's, by which paper is traced back.
 */
export function receiptDocument(
  order: Order,
  index: CatalogueIndex,
  { copy, locale = index.settings.locale }: ReceiptOptions,
): PrintDocument {
  const words = wordsFor(locale);
  const writing: Writing = {
    order,
    index,
    words,
    figures: figuresFor(locale, order.currency, index.settings.timeZone),
  };
  const blocks: Block[] = [
    ...logo(index),
    ...storeHeader(index),
    ...(copy ? [text(words.copy, 'center', bigBar)] : []),
    ...(order.status === 'voided' ? [text(words.voided, 'center', bigBar)] : []),
    rule(),
    ...orderHeader(writing),
    rule(),
    ...soldLines(writing),
    rule(),
    ...totals(writing),
    ...payments(writing),
    ...order.refunds.flatMap((refund) => refundBlocks(refund, writing)),
    ...footer(index),
    { type: 'qr', data: order.orderId, moduleDots: 4 },
    text(`${words.reference} ${order.orderId}`, 'center'),
    feed(3),
    cut,
  ];
  return { kind: 'receipt', locale, title: `${words.order} ${order.number}`, blocks };
}

function logo({ settings: { receiptLogo } }: CatalogueIndex): Block[] {
  if (receiptLogo === null) return [];
  const { widthDots, heightDots, bits } = receiptLogo;
  return [{ type: 'image', widthDots, heightDots, depth: 1, darkness: bits, align: 'center' }, feed(1)];
}

export function storeHeader({ settings }: CatalogueIndex): Block[] {
  const { name, addressLines, taxNumber } = settings;
  const below = [...addressLines, ...(taxNumber === null ? [] : [taxNumber])].filter((line) => line.trim() !== '');
  return [text(name, 'center', big), ...below.map((line) => text(line, 'center'))];
}

function footer({ settings }: CatalogueIndex): Block[] {
  return settings.receiptFooter.trim() === '' ? [] : [feed(1), text(settings.receiptFooter, 'center')];
}

function orderHeader({ order, index, words, figures }: Writing): Block[] {
  const type = index.orderTypes.get(order.orderTypeId)?.name ?? order.orderTypeId;
  const servedBy = index.staff.get(order.openedBy)?.name;
  return [
    row(`${words.order} ${order.number}`, type, bold),
    text(figures.dateTime(order.closedAt ?? order.openedAt)),
    ...(order.label === '' ? [] : [text(order.label, 'start', bold)]),
    ...(order.guestCount === null ? [] : [text(`${words.guests} ${figures.quantity(String(order.guestCount))}`)]),
    ...(servedBy === undefined ? [] : [text(`${words.servedBy} ${servedBy}`)]),
  ];
}

/** Lines that are still sold; a voided order shows what it was. */
function soldLines(writing: Writing): Block[] {
  const { order } = writing;
  const priced = new Map(priceOrder(order).lines.map((line) => [line.lineId, line]));
  return order.lines
    .filter((line) => !isVoided(line))
    .flatMap((line) => {
      const price = priced.get(line.lineId);
      return price === undefined ? [] : soldLine(line, price, writing);
    });
}

function soldLine(line: OrderLine, price: PricedLine, { words, figures }: Writing): Block[] {
  const quantity = activeQuantity(line);
  const name = line.variantName === null ? line.name : `${line.name} (${line.variantName})`;
  const more = (content: string): Block => text(indent(0) + content);
  return [
    lineRow(figures.quantity(quantity), name, figures.amount(price.grossMinor)),
    ...(quantity === '1' ? [] : [more(`${figures.amount(price.unitPriceMinor)} ${words.each}`)]),
    ...line.modifiers.map((modifier) => text(indent(modifier.depth) + modifierText(modifier, figures))),
    ...(line.note === '' ? [] : [more(line.note)]),
    ...(line.comp === null ? [] : [more(words.onTheHouse)]),
  ];
}

/** `+ 2 Extra cheese (3.00)`: for all of them; what costs nothing shows no price. */
function modifierText({ name, quantity, unitPriceMinor }: SoldModifier, figures: PaperFigures): string {
  const count = quantity === 1 ? '' : `${figures.quantity(String(quantity))} `;
  const price = unitPriceMinor === 0 ? '' : ` (${figures.amount(unitPriceMinor * quantity)})`;
  return `+ ${count}${name}${price}`;
}

function totals({ order, words, figures }: Writing): Block[] {
  const { grossMinor, compMinor, totalMinor, taxes } = order.totals;
  const reductions = [
    ...discounts(order, figures),
    ...(compMinor === 0 ? [] : [row(words.comps, figures.amount(-compMinor))]),
  ];
  const added = taxes.filter((tax) => !tax.included);
  const included = taxes.filter((tax) => tax.included);
  const plain = reductions.length === 0 && added.length === 0;
  return [
    ...(plain ? [] : [row(words.subtotal, figures.amount(grossMinor))]),
    ...reductions,
    ...added.map((tax) => row(`${tax.name} ${figures.percent(tax.rate)}`, figures.amount(tax.amountMinor))),
    row(words.total, figures.money(totalMinor), big),
    ...included.map((tax) =>
      row(
        `${words.includes} ${tax.name} ${figures.percent(tax.rate)} (${words.net} ${figures.amount(tax.baseMinor)})`,
        figures.amount(tax.amountMinor),
      ),
    ),
  ];
}

/** Each discount with what it alone added to what was taken off, so that the rows add up to the order's figure. */
function discounts(order: Order, figures: PaperFigures): Block[] {
  let takenMinor = 0;
  return order.discounts.map((discount, place) => {
    const { totals: so } = priceOrder({ ...order, discounts: order.discounts.slice(0, place + 1) });
    const ownMinor = so.discountMinor - takenMinor;
    takenMinor = so.discountMinor;
    const name =
      discount.kind === 'percent' && discount.rate !== null
        ? `${discount.name} ${figures.percent(discount.rate)}`
        : discount.name;
    return row(name, figures.amount(-ownMinor));
  });
}

const tenderName = (tender: Payment['tender'], words: PaperWords): string =>
  tender === 'cash' ? words.cash : words.card;

/** Only what went through: a declined card is nobody's business on paper. */
function payments({ order, words, figures }: Writing): Block[] {
  const captured = order.payments.filter((payment) => payment.state === 'captured');
  const roundingMinor = captured.reduce((sum, payment) => sum + payment.roundingMinor, 0);
  if (captured.length === 0) return [];
  return [
    ...(roundingMinor === 0 ? [] : [row(words.rounding, figures.amount(roundingMinor))]),
    rule('dotted'),
    ...captured.flatMap((payment) => {
      const digits = payment.lastFour === null ? '' : ` **** ${payment.lastFour}`;
      return [
        row(tenderName(payment.tender, words) + digits, figures.amount(payment.amountMinor), bold),
        ...(payment.tipMinor === 0 ? [] : [row(words.tip, figures.amount(payment.tipMinor))]),
        ...(payment.tenderedMinor === null ? [] : [row(words.tendered, figures.amount(payment.tenderedMinor))]),
        ...(payment.changeMinor === 0 ? [] : [row(words.change, figures.amount(payment.changeMinor), bold)]),
        ...(payment.reference === null ? [] : [text(payment.reference)]),
      ];
    }),
  ];
}

function refundBlocks(refund: Refund, { order, words, figures }: Writing): Block[] {
  const names = new Map(order.lines.map((line) => [line.lineId, line.name]));
  return [
    feed(1),
    text(words.refund, 'center', bar),
    text(figures.dateTime(refund.refundedAt)),
    ...refund.lines.map((line) =>
      lineRow(
        figures.quantity(line.quantity),
        names.get(line.lineId) ?? '',
        figures.amount(-line.revenueMinor - line.taxMinor),
      ),
    ),
    ...(refund.tipMinor === 0 ? [] : [row(words.tip, figures.amount(-refund.tipMinor))]),
    row(tenderName(refund.tender, words), figures.money(-refund.amountMinor - refund.tipMinor), bold),
    text(refund.reason),
    ...(refund.reference === null ? [] : [text(refund.reference)]),
  ];
}
