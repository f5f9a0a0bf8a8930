import type { StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { PaperRequest } from '@auraconnect/shared/receipt/paper-for.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import type { Actor } from '@auraconnect/shared/staff/actor.ts';
import type { StateView } from '../view.ts';

/** Everything a handler may look at. It decides and changes nothing: the group applies what it returns. */
export interface DecisionContext {
  view: StateView;
  now: string;
  /** The store's, or the day of the history that is being brought in. */
  businessDate: string;
  /** Set while history is brought in: nothing is fired, and orders are numbered apart. */
  history: { number: string } | null;
  /** Behind the numbers that are given while the store may have given the plain ones already: empty otherwise. */
  numberMark: string;
  deviceId: string;
  /** Null: nobody is signed in. */
  actor: Actor | null;
  approver: Actor | null;
  newId(): string;
  /** Whether a kitchen screen that shows this station is connected. */
  screensFor(stationId: string): boolean;
  /** Whether this order's receipt was queued before. */
  hasReceipt(orderId: string): boolean;
  nextZNumber(): number;
  previousGrandTotalMinor(): number;
  revOf(entity: string, id: string): number;
}

export type Decision =
  | { type: 'events'; events: StoreJournalEvent[]; papers: PaperRequest[] }
  | { type: 'refusal'; refusal: Refusal };

export const accept = (events: StoreJournalEvent[] = [], papers: PaperRequest[] = []): Decision => ({
  type: 'events',
  events,
  papers,
});

/** Refusals that are the appliance's own; those of orders, kitchen and drawer come with their machines. */
export const storeRefusalSentences = {
  sign_in_needed: 'Somebody has to sign in first.',
  permission_needed: 'This needs a permission: ask a manager to approve it.',
  permission_too_high: 'Nobody can give a role more than they may do themselves.',
  store_is_claimed: 'The menu of this store is edited in the portal.',
  catalogue_invalid: 'These changes do not fit the menu.',
  entry_unknown: 'There is no such entry on the menu.',
  item_unknown: 'This item is not on the menu.',
  day_not_next: 'The next business day has to come after this one.',
  day_in_future: 'That business day has not begun yet.',
  drawers_open: 'Count and close all drawers before the day ends.',
  print_job_unknown: 'This print job does not exist.',
  print_job_settled: 'Nothing has to be decided about this print job.',
  print_job_begun: 'This is being printed already, or was: it cannot be moved any more.',
  no_backup_printer: 'No other printer stands in for this one.',
  nothing_to_print: 'What should be printed does not exist.',
  printer_not_chosen: 'No printer is chosen for this.',
  printer_unknown: 'This printer does not exist.',
  command_unknown: 'This appliance does not know how to do that; it may need an update.',
  command_invalid: 'This could not be understood; please try again.',
  fact_not_allowed: 'This device does not sell on its own.',
  fact_invalid: 'What this till tells cannot have happened like that. Nothing was changed.',
  command_failed: 'This could not be done. Nothing was changed.',
  refused_before: 'This was refused before the box was brought back. Nothing was changed.',
} as const;
export type StoreRefusalCode = keyof typeof storeRefusalSentences;

export const refuse = (
  code: StoreRefusalCode,
  data: Record<string, unknown> = {},
): { type: 'refusal'; refusal: Refusal } => ({
  type: 'refusal',
  refusal: { code, message: storeRefusalSentences[code], data },
});
