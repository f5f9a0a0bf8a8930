import type { OutboxState } from '@auraconnect/shared/client/command-outbox.ts';
import type { StreamState } from '@auraconnect/shared/client/store-stream.ts';
import { staleAfterMs, type StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { boxRetiredCode } from '@auraconnect/shared/protocol/sync.ts';
import type { PageKept } from '../offline/page-kept.ts';

export type HealthLevel = 'ok' | 'busy' | 'warning' | 'danger' | 'off';

/** One link of the till with the world: its level, and a sentence by name with its figures. */
export interface Health {
  id: 'appliance' | 'outbox' | 'internet' | 'printers' | 'kitchen' | 'exceptions' | 'clock' | 'page';
  level: HealthLevel;
  word: HealthWord;
  values: Record<string, string | number>;
  /** Of which printer the sentence tells; its words are those of every screen. */
  printer?: StoreStatus['printers'][number];
}

export type HealthWord =
  | 'healthApplianceOk'
  | 'healthApplianceConnecting'
  | 'healthApplianceStale'
  | 'healthApplianceGone'
  | 'healthApplianceDamaged'
  | 'healthOutboxEmpty'
  | 'healthOutboxWaiting'
  | 'healthOutboxBlocked'
  | 'healthOutboxSignIn'
  | 'healthInternetOk'
  | 'healthInternetLocal'
  | 'healthInternetConnecting'
  | 'healthInternetOffline'
  | 'healthInternetPending'
  | 'healthInternetPendingAbout'
  | 'healthInternetRefused'
  | 'healthInternetRetired'
  | 'healthUnknown'
  | 'healthPrintersOk'
  | 'healthPrintersNone'
  | 'healthPrinterTrouble'
  | 'healthPrinterUnknown'
  | 'healthKitchenOk'
  | 'healthKitchenNoScreens'
  | 'healthKitchenScreenGone'
  | 'healthKitchenUnacknowledged'
  | 'healthExceptions'
  | 'healthClockOk'
  | 'healthClockAhead'
  | 'healthClockBehind'
  | 'healthPageKept'
  | 'healthPageInsecure'
  | 'healthPageFailed';

export interface HealthInput {
  stream: StreamState;
  outbox: OutboxState;
  status: StoreStatus | null;
  monotonicMs: number;
  /** The appliance's time, for how long something has been gone. */
  storeNowMs: number;
  pageKept: PageKept;
}

const clockToleranceMs = 30_000;
/** A command that is answered within this never shows up. */
const outboxPatience = 3;

/** What the status strip says; quiet when all is well. Each part speaks only of what it knows. */
export function healthOf(input: HealthInput): Health[] {
  const appliance = applianceHealth(input);
  const knowsStore = appliance.level === 'ok' && input.status !== null;
  return [
    appliance,
    outboxHealth(input.outbox),
    ...(knowsStore && input.status !== null
      ? [
          internetHealth(input.status, input.storeNowMs),
          printerHealth(input.status),
          kitchenHealth(input.status, input.storeNowMs),
        ]
      : unknownParts()),
    ...(knowsStore && input.status !== null ? exceptionHealth(input.status) : []),
    clockHealth(input.stream.clockAheadMs),
    ...pageHealth(input.pageKept, appliance),
  ];
}

/** The one that matters most; null when all is well. */
export function worstOf(health: readonly Health[]): Health | null {
  const rank: Record<HealthLevel, number> = { ok: 0, off: 1, busy: 2, warning: 3, danger: 4 };
  const worst = health.toSorted((one, other) => rank[other.level] - rank[one.level])[0];
  return worst === undefined || rank[worst.level] < 2 ? null : worst;
}

function applianceHealth({ stream, outbox, status, monotonicMs }: HealthInput): Health {
  // It may answer every question and still take nothing: that is said before anything else.
  const isDamaged = outbox.problem?.code === 'store_damaged' || (stream.link === 'open' && status?.damage);
  if (isDamaged) return { id: 'appliance', level: 'danger', word: 'healthApplianceDamaged', values: {} };
  const heard = stream.lastHeardMs;
  const ageMs = heard === null ? null : monotonicMs - heard;
  const seconds = ageMs === null ? 0 : Math.round(ageMs / 1000);
  if (stream.link === 'open' && ageMs !== null && ageMs < staleAfterMs)
    return { id: 'appliance', level: 'ok', word: 'healthApplianceOk', values: {} };
  if (ageMs === null)
    return {
      id: 'appliance',
      level: stream.failures > 0 ? 'danger' : 'busy',
      word: stream.failures > 0 ? 'healthApplianceGone' : 'healthApplianceConnecting',
      values: {},
    };
  if (stream.link === 'open')
    return { id: 'appliance', level: 'warning', word: 'healthApplianceStale', values: { count: seconds } };
  if (ageMs < staleAfterMs) return { id: 'appliance', level: 'busy', word: 'healthApplianceConnecting', values: {} };
  return { id: 'appliance', level: 'danger', word: 'healthApplianceGone', values: {} };
}

function outboxHealth({ link, pendingCount, failures }: OutboxState): Health {
  if (link === 'blocked')
    return { id: 'outbox', level: 'danger', word: 'healthOutboxBlocked', values: { count: pendingCount } };
  if (link === 'signed-out')
    return { id: 'outbox', level: 'danger', word: 'healthOutboxSignIn', values: { count: pendingCount } };
  const waits = pendingCount > 0 && (failures > 0 || pendingCount > outboxPatience);
  if (waits) return { id: 'outbox', level: 'warning', word: 'healthOutboxWaiting', values: { count: pendingCount } };
  return { id: 'outbox', level: 'ok', word: 'healthOutboxEmpty', values: {} };
}

function unknownParts(): Health[] {
  return (['internet', 'printers', 'kitchen'] as const).map((id) => ({
    id,
    level: 'off',
    word: 'healthUnknown',
    values: {},
  }));
}

/** A cloud that stumbles over one request of a long way up was heard a moment ago: that is no cut line. */
const cloudPatienceMs = 60_000;

function internetHealth({ cloud }: StoreStatus, nowMs: number): Health {
  const { state, pendingEvents, eventsPerSecond = null, lastContactAt, reason, reasonCode } = cloud;
  const values = { count: pendingEvents };
  const heardLately = lastContactAt !== null && nowMs - Date.parse(lastContactAt) < cloudPatienceMs;
  if (state === 'unclaimed') return { id: 'internet', level: 'ok', word: 'healthInternetLocal', values };
  if (state === 'refused' && reasonCode === boxRetiredCode)
    return { id: 'internet', level: 'danger', word: 'healthInternetRetired', values };
  if (state === 'refused') return { id: 'internet', level: 'warning', word: 'healthInternetRefused', values };
  if (state === 'connected' || heardLately) {
    if (pendingEvents === 0) return { id: 'internet', level: 'ok', word: 'healthInternetOk', values };
    if (eventsPerSecond === null || eventsPerSecond <= 0)
      return { id: 'internet', level: 'ok', word: 'healthInternetPending', values };
    // How long is a guess: whole minutes, rounded up.
    const minutes = Math.ceil(pendingEvents / eventsPerSecond / 60);
    return { id: 'internet', level: 'ok', word: 'healthInternetPendingAbout', values: { ...values, minutes } };
  }
  // Nothing has failed yet: the appliance has just started and waits for the first answer.
  const isFirstTry = lastContactAt === null && reason === null;
  return {
    id: 'internet',
    level: 'busy',
    word: isFirstTry ? 'healthInternetConnecting' : 'healthInternetOffline',
    values,
  };
}

function printerHealth({ printers }: StoreStatus): Health {
  if (printers.length === 0) return { id: 'printers', level: 'ok', word: 'healthPrintersNone', values: {} };
  const unknown = printers.find((printer) => printer.unknown > 0);
  if (unknown !== undefined)
    return {
      id: 'printers',
      level: 'danger',
      word: 'healthPrinterUnknown',
      values: { name: unknown.name, count: unknown.unknown },
    };
  const troubled =
    printers.find(({ state }) => state === 'offline') ??
    printers.find(({ drawer }) => drawer?.alarm === true) ??
    printers.find(({ state }) => state === 'attention');
  if (troubled !== undefined)
    return {
      id: 'printers',
      level: 'warning',
      word: 'healthPrinterTrouble',
      values: { name: troubled.name },
      printer: troubled,
    };
  return { id: 'printers', level: 'ok', word: 'healthPrintersOk', values: { count: printers.length } };
}

function kitchenHealth({ screens, unacknowledgedTickets }: StoreStatus, nowMs: number): Health {
  if (unacknowledgedTickets > 0)
    return {
      id: 'kitchen',
      level: 'danger',
      word: 'healthKitchenUnacknowledged',
      values: { count: unacknowledgedTickets },
    };
  const boards = screens.filter((screen) => screen.view !== 'pos');
  const gone = boards.find((screen) => !screen.connected);
  if (gone !== undefined) {
    return {
      id: 'kitchen',
      level: 'warning',
      word: 'healthKitchenScreenGone',
      values: { name: gone.name, seconds: secondsSince(gone.lastSeenAt, nowMs) },
    };
  }
  if (boards.length === 0) return { id: 'kitchen', level: 'ok', word: 'healthKitchenNoScreens', values: {} };
  return { id: 'kitchen', level: 'ok', word: 'healthKitchenOk', values: { count: boards.length } };
}

/** Speaks only while something waits for a person. */
function exceptionHealth({ exceptions }: StoreStatus): Health[] {
  const count = exceptions?.open ?? 0;
  return count === 0 ? [] : [{ id: 'exceptions', level: 'warning', word: 'healthExceptions', values: { count } }];
}

function clockHealth(aheadMs: number | null): Health {
  if (aheadMs === null || Math.abs(aheadMs) <= clockToleranceMs)
    return { id: 'clock', level: 'ok', word: 'healthClockOk', values: {} };
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return {
    id: 'clock',
    level: 'warning',
    word: aheadMs > 0 ? 'healthClockBehind' : 'healthClockAhead',
    values: { seconds },
  };
}

/** That the page cannot be kept matters once the appliance is away: then a reload would be the end of selling. */
function pageHealth(pageKept: PageKept, appliance: Health): Health[] {
  if (pageKept === 'unknown') return [];
  if (pageKept === 'kept') return [{ id: 'page', level: 'ok', word: 'healthPageKept', values: {} }];
  const level = appliance.level === 'danger' ? 'warning' : 'off';
  return [{ id: 'page', level, word: pageKept === 'insecure' ? 'healthPageInsecure' : 'healthPageFailed', values: {} }];
}

function secondsSince(at: string | null, nowMs: number): number {
  return at === null ? 0 : Math.max(0, Math.round((nowMs - Date.parse(at)) / 1000));
}
