import type { OrderCommandType } from './commands.ts';
import type { OrderEventType } from './events.ts';
import type { OrderStatus } from './order.ts';
import type { OrderRefusalCode } from './refusal.ts';

/** What a command may lead to in a state: these events and these refusals, and nothing else. */
export interface Transition {
  events: readonly OrderEventType[];
  refusals: readonly OrderRefusalCode[];
}

/** Nothing but this refusal. */
const never = (code: OrderRefusalCode): Transition => ({ events: [], refusals: [code] });

const anyRefund: readonly OrderRefusalCode[] = [
  'permission_needed',
  'refund_exists',
  'payment_unknown',
  'payment_not_captured',
  'drawer_closed',
  'refund_ambiguous',
  'nothing_to_refund',
  'refund_exceeds_payment',
  'refund_exceeds_tip',
  'not_in_coins',
];

const whileOpen: Record<OrderCommandType, Transition> = {
  'order.open': never('order_exists'),
  'order.add_line': {
    events: ['order.line_added'],
    refusals: [
      'permission_needed',
      'line_exists',
      'item_unknown',
      'item_not_sold',
      'item_out',
      'variant_unknown',
      'modifiers_invalid',
    ],
  },
  'order.add_open_item': {
    events: ['order.line_added'],
    refusals: ['permission_needed', 'line_exists', 'tax_category_unknown', 'station_unknown'],
  },
  'order.change_line': {
    events: ['order.line_changed'],
    refusals: [
      'permission_needed',
      'line_unknown',
      'line_sent',
      'item_unknown',
      'item_out',
      'variant_unknown',
      'modifiers_invalid',
      'open_item_fixed',
      'already_paid',
      'discount_over_limit',
    ],
  },
  'order.remove_line': {
    events: ['order.line_removed'],
    refusals: ['permission_needed', 'line_unknown', 'line_sent', 'already_paid', 'discount_over_limit'],
  },
  'order.void_line': {
    events: ['order.line_voided'],
    refusals: [
      'permission_needed',
      'line_unknown',
      'line_not_sent',
      'line_voided',
      'quantity_too_large',
      'already_paid',
      'discount_over_limit',
    ],
  },
  'order.comp_line': {
    events: ['order.line_comped'],
    refusals: ['permission_needed', 'line_unknown', 'line_voided', 'line_comped', 'already_paid'],
  },
  'order.apply_discount': {
    events: ['order.discount_applied'],
    refusals: [
      'permission_needed',
      'discount_exists',
      'discount_invalid',
      'line_unknown',
      'line_voided',
      'line_comped',
      'discount_too_large',
      'discount_over_limit',
      'already_paid',
    ],
  },
  'order.remove_discount': { events: ['order.discount_removed'], refusals: ['permission_needed', 'discount_unknown'] },
  'order.change_details': {
    events: ['order.details_changed'],
    refusals: ['permission_needed', 'order_type_unknown', 'already_paid'],
  },
  'order.send': {
    events: ['order.sent'],
    refusals: ['permission_needed', 'send_exists', 'line_unknown', 'line_sent', 'nothing_to_send'],
  },
  'order.pay_cash': {
    events: ['order.payment_taken'],
    refusals: [
      'permission_needed',
      'payment_exists',
      'drawer_closed',
      'nothing_due',
      'payment_unresolved',
      'more_than_due',
      'not_in_coins',
      'tendered_too_little',
    ],
  },
  'order.start_card_payment': {
    events: ['order.payment_taken'],
    refusals: ['permission_needed', 'payment_exists', 'nothing_due', 'payment_unresolved', 'more_than_due'],
  },
  'order.resolve_card_payment': {
    events: ['order.payment_resolved'],
    refusals: ['permission_needed', 'payment_unknown', 'payment_final', 'person_needed'],
  },
  'order.adjust_tip': {
    events: ['order.tip_adjusted'],
    refusals: [
      'permission_needed',
      'payment_unknown',
      'tip_not_adjustable',
      'payment_not_captured',
      'refund_exceeds_tip',
    ],
  },
  'order.close': {
    events: ['order.sent', 'order.closed'],
    refusals: ['permission_needed', 'order_empty', 'payment_unresolved', 'still_due'],
  },
  'order.void': { events: ['order.voided'], refusals: ['permission_needed', 'payment_unresolved', 'order_paid'] },
  'order.refund': { events: ['order.refunded'], refusals: [...anyRefund, 'order_not_closed'] },
  'order.print_receipt': never('order_not_closed'),
};

const everything = Object.keys(whileOpen) as OrderCommandType[];

function refusing(
  code: OrderRefusalCode,
  except: Partial<Record<OrderCommandType, Transition>>,
): Record<OrderCommandType, Transition> {
  const row = Object.fromEntries(everything.map((type) => [type, never(code)])) as Record<OrderCommandType, Transition>;
  return { ...row, ...except };
}

/**
 * The whole machine as a table, every state against every command; SPEC.md is this table in words and a test walks it. An
 * accepted command leads to none, some or all of the events of its cell, in that order.
 */
export const transitions: Record<OrderStatus, Record<OrderCommandType, Transition>> = {
  none: refusing('order_unknown', {
    'order.open': { events: ['order.opened'], refusals: ['permission_needed', 'order_type_unknown'] },
  }),
  open: whileOpen,
  closed: refusing('order_closed', {
    'order.open': never('order_exists'),
    'order.refund': { events: ['order.refunded'], refusals: [...anyRefund, 'line_unknown', 'quantity_too_large'] },
    'order.print_receipt': { events: [], refusals: ['permission_needed', 'printer_unknown', 'no_printer'] },
  }),
  voided: refusing('order_voided', { 'order.open': never('order_exists') }),
};
