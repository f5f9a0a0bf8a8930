/** Why the trade says no. The same shape as `Refusal` of protocol/command.ts, which sends it. */
export interface Refusal {
  /** Stable, never translated. */
  code: string;
  /** One safe sentence for the person at the till. */
  message: string;
  /** The figures behind it. */
  data: Record<string, unknown>;
}

/** Every code of the order machine with its sentence; screens may say it in another language by the code. */
export const orderRefusalSentences = {
  order_unknown: 'This order does not exist.',
  order_exists: 'This order is already open.',
  order_closed: 'This order is closed.',
  order_voided: 'This order was voided.',
  order_not_closed: 'This order is still open: take the payment and close it first.',
  order_empty: 'There is nothing on this order.',
  order_paid: 'Money was taken for this order: give it back before voiding it.',
  order_type_unknown: 'This kind of order is not on the menu of this store.',
  permission_needed: 'This needs a permission: ask a manager to approve it.',
  item_unknown: 'This item is not on the menu.',
  item_not_sold: 'This item is not sold now.',
  item_out: 'There is not enough of this item left.',
  variant_unknown: 'This size is not on the menu.',
  modifiers_invalid: 'The choices for this item do not fit its menu.',
  tax_category_unknown: 'This tax category does not exist.',
  station_unknown: 'This kitchen station does not exist.',
  line_exists: 'This line is already on the order.',
  line_unknown: 'This line is not on the order.',
  line_sent: 'The kitchen already has this line: void it instead.',
  line_not_sent: 'The kitchen does not have this line yet: take it off instead.',
  line_voided: 'This line was voided.',
  line_comped: 'This line is already given away.',
  open_item_fixed: 'An open item has no sizes or choices to change.',
  quantity_too_large: 'There is not that much of this line left.',
  discount_exists: 'This discount is already on the order.',
  discount_unknown: 'This discount is not on the order.',
  discount_invalid: 'This discount needs either a percentage up to 100 or an amount.',
  discount_too_large: 'The discount is more than there is to pay for it.',
  discount_over_limit: 'This discount is above your limit: ask a manager to approve it.',
  already_paid: 'More than that was already paid: give money back first.',
  send_exists: 'This was already sent to the kitchen.',
  nothing_to_send: 'The kitchen already has everything.',
  payment_exists: 'This payment is already on the order.',
  payment_unknown: 'This payment is not on the order.',
  payment_final: 'This payment is already settled.',
  payment_unresolved: 'A card payment has no answer yet: settle it first.',
  payment_not_captured: 'This payment never went through.',
  person_needed: 'Somebody has to look at the card terminal and decide this.',
  nothing_due: 'Nothing is owed on this order.',
  more_than_due: 'That is more than is owed.',
  tendered_too_little: 'That is less than the amount to pay.',
  not_in_coins: 'There are no coins for this amount.',
  drawer_closed: 'Open a drawer session on this till before taking or giving cash.',
  tip_not_adjustable: 'Only the tip of a card payment can be changed.',
  still_due: 'This order is not paid yet.',
  refund_exists: 'This refund was already made.',
  refund_ambiguous: 'Refund either lines or an amount, not both.',
  nothing_to_refund: 'There is nothing to give back.',
  refund_exceeds_payment: 'That is more than is left of this payment.',
  refund_exceeds_tip: 'That is more than is left of the tip.',
  printer_unknown: 'This printer does not exist.',
  no_printer: 'This store has no receipt printer.',
} as const;

export type OrderRefusalCode = keyof typeof orderRefusalSentences;
