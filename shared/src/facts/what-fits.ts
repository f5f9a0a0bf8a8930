import type { OrderCommand } from '../order/commands.ts';
import type { SoldLine } from '../order/line.ts';
import type { OrderRefusalCode } from '../order/refusal.ts';
import { sameTaxes } from '../tax/tax.ts';
import type { ExceptionCode, Found } from './exception.ts';
import { found } from './exception.ts';

/**
 * What becomes of a fact that the order machine would refuse today. `record`: it happened, so it is written down, and a person hears of
 * it when `code` says as what. `aside`: it cannot be a part of the order any more; the exception holds it. `same`: it is so already.
 */
export type Fate = { is: 'record'; code: ExceptionCode | null } | { is: 'aside'; code: ExceptionCode } | { is: 'same' };

const record = (code: ExceptionCode | null): Fate => ({ is: 'record', code });
const aside = (code: ExceptionCode): Fate => ({ is: 'aside', code });
const same: Fate = { is: 'same' };

/** Total: a new refusal of the order machine has to say here what it means for what has already happened. */
export const fates: Record<OrderRefusalCode, Fate> = {
  // These orders are taken care of before: a check is opened for what was sold (see recordOrderFact).
  order_unknown: record(null),
  order_closed: aside('change_not_made'),
  order_voided: aside('change_not_made'),
  order_exists: same,
  order_not_closed: record('refund_differs'),
  order_empty: aside('not_closed'),
  order_paid: aside('change_not_made'),
  order_type_unknown: record('item_gone'),
  permission_needed: record('permission_gone'),
  item_unknown: record('item_gone'),
  item_not_sold: record('item_gone'),
  item_out: record('item_out'),
  variant_unknown: record('item_gone'),
  modifiers_invalid: record('item_gone'),
  tax_category_unknown: record('item_gone'),
  station_unknown: record('item_gone'),
  line_exists: same,
  line_unknown: aside('change_not_made'),
  line_sent: aside('change_not_made'),
  line_not_sent: aside('change_not_made'),
  line_voided: aside('change_not_made'),
  line_comped: same,
  open_item_fixed: aside('change_not_made'),
  quantity_too_large: aside('change_not_made'),
  discount_exists: same,
  discount_unknown: same,
  discount_invalid: record('discount_differs'),
  discount_too_large: record('discount_differs'),
  discount_over_limit: record('discount_differs'),
  already_paid: record(null),
  send_exists: same,
  nothing_to_send: same,
  payment_exists: aside('payment_differs'),
  payment_unknown: aside('payment_differs'),
  payment_final: aside('payment_differs'),
  payment_unresolved: record('payment_differs'),
  payment_not_captured: record('refund_differs'),
  person_needed: aside('payment_differs'),
  // What was paid beyond the check is seen by its money, and a counted drawer by its session.
  nothing_due: record(null),
  more_than_due: record(null),
  drawer_closed: record(null),
  tendered_too_little: record('payment_differs'),
  not_in_coins: record('payment_differs'),
  tip_not_adjustable: aside('payment_differs'),
  still_due: aside('still_due'),
  refund_exists: same,
  refund_ambiguous: record('refund_differs'),
  nothing_to_refund: record('refund_differs'),
  refund_exceeds_payment: record('refund_differs'),
  refund_exceeds_tip: record('refund_differs'),
  printer_unknown: same,
  no_printer: same,
};

/** A line that another till took off already is off. */
export function fateOf(code: OrderRefusalCode, { type }: OrderCommand): Fate {
  return type === 'order.remove_line' && code === 'line_unknown' ? same : fates[code];
}

const pieceMinor = (line: SoldLine): number =>
  line.unitPriceMinor +
  line.modifiers.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * quantity, 0);

const taxText = (line: SoldLine): string =>
  [...new Set([line.taxes, ...line.modifiers.map(({ taxes }) => taxes ?? [])].flat().map((tax) => JSON.stringify(tax)))]
    .sort()
    .map((tax) => JSON.parse(tax) as SoldLine['taxes'][number])
    .map(({ name, rate }) => `${name} ${percent(rate)}`)
    .join(', ');

/** `0.08875` as `8.875%`, digit by digit. */
function percent(rate: string): string {
  const [whole = '0', part = ''] = rate.split('.');
  const digits = part.padEnd(2, '0');
  const shifted = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, '$1');
  const rest = digits.slice(2).replace(/0+$/, '');
  return `${shifted}${rest === '' ? '' : `.${rest}`}%`;
}

/** A line as it was sold beside the line as the store would sell it now. */
export function differences(sold: SoldLine, now: SoldLine): Found[] {
  const { lineId, name } = sold;
  const list: Found[] = [];
  const [tillMinor, storeMinor] = [pieceMinor(sold), pieceMinor(now)];
  if (tillMinor !== storeMinor)
    list.push(found('price_differs', lineId, { name, quantity: sold.quantity, tillMinor, storeMinor }));
  const isTaxedAlike =
    sameTaxes(sold.taxes, now.taxes) &&
    sold.modifiers.length === now.modifiers.length &&
    sold.modifiers.every(({ taxes }, place) => sameTaxes(taxes, now.modifiers[place]?.taxes ?? null));
  if (!isTaxedAlike) list.push(found('tax_differs', lineId, { name, till: taxText(sold), store: taxText(now) }));
  return list;
}
