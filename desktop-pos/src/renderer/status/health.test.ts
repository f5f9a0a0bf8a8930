import type { OutboxState } from '@auraconnect/shared/client/command-outbox.ts';
import type { StreamState } from '@auraconnect/shared/client/store-stream.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { describe, expect, it } from 'vitest';
import { healthOf, worstOf, type HealthInput } from './health.ts';

const stream: StreamState = {
  link: 'open',
  lastHeardMs: 9_000,
  lastCurrentMs: {},
  failures: 0,
  boot: 'b',
  epoch: 'e',
  durableSeq: 1,
  storeName: 'Bella Napoli',
  clockAheadMs: 0,
  lastError: null,
};
const outbox: OutboxState = { link: 'idle', pendingCount: 0, failures: 0, problem: null };
const status: StoreStatus = {
  businessDate: '2026-11-24',
  proposedBusinessDate: null,
  printers: [{ printerId: 'grill', name: 'Grill', state: 'ok', reason: null, waiting: 0, unknown: 0, since: null }],
  screens: [],
  unacknowledgedTickets: 0,
  cloud: { state: 'connected', pendingEvents: 0, lastContactAt: null, reason: null },
  openCashSessions: [],
};
const well: HealthInput = {
  stream,
  outbox,
  status,
  monotonicMs: 10_000,
  storeNowMs: Date.UTC(2026, 10, 24, 18),
  pageKept: 'kept',
};
const worst = (input: Partial<HealthInput>): unknown => {
  const found = worstOf(healthOf({ ...well, ...input }));
  return found === null ? null : [found.id, found.level, found.word];
};

describe('the status strip', () => {
  it('is quiet when all is well', () => {
    expect(worst({})).toBeNull();
  });

  it('is not quiet five seconds after the last word of the appliance', () => {
    expect(worst({ monotonicMs: 13_900 })).toBeNull();
    expect(worst({ monotonicMs: 14_100 })).toEqual(['appliance', 'warning', 'healthApplianceStale']);
    expect(worst({ monotonicMs: 15_000, stream: { ...stream, link: 'waiting', failures: 1 } })).toEqual([
      'appliance',
      'danger',
      'healthApplianceGone',
    ]);
  });

  it('says that the store’s record is damaged, whether it heard so or was refused with it, and no longer once that is over', () => {
    const damaged = ['appliance', 'danger', 'healthApplianceDamaged'];
    expect(worst({ status: { ...status, damage: { seq: 4_711, message: '' } } })).toEqual(damaged);
    const problem = { type: 'about:blank', title: '', status: 503, code: 'store_damaged' };
    const gone = { ...stream, link: 'waiting' as const, failures: 3 };
    expect(worst({ stream: gone, outbox: { ...outbox, link: 'retrying', failures: 2, problem } })).toEqual(damaged);
    expect(worst({ status: { ...status, damage: null } })).toBeNull();
  });

  it('claims to know nothing of printers and kitchen while the appliance is silent', () => {
    const parts = healthOf({ ...well, monotonicMs: 60_000, stream: { ...stream, link: 'waiting' } });
    expect(parts.filter((part) => part.word === 'healthUnknown').map((part) => part.id)).toEqual([
      'internet',
      'printers',
      'kitchen',
    ]);
  });

  it('warns of a reload where the browser cannot keep the page, once the appliance is away', () => {
    const page = (input: Partial<HealthInput>): unknown =>
      healthOf({ ...well, ...input }).find((part) => part.id === 'page');
    expect(worst({ pageKept: 'insecure' })).toBeNull();
    expect(page({ pageKept: 'insecure' })).toMatchObject({ level: 'off', word: 'healthPageInsecure' });
    const gone = { monotonicMs: 60_000, stream: { ...stream, link: 'waiting', failures: 3 } } as const;
    expect(page({ ...gone, pageKept: 'insecure' })).toMatchObject({ level: 'warning' });
    expect(page({ ...gone, pageKept: 'failed' })).toMatchObject({ level: 'warning', word: 'healthPageFailed' });
    expect(page(gone)).toMatchObject({ level: 'ok' });
  });

  it('says what is kept on this till, but not for the blink that every tap takes', () => {
    expect(worst({ outbox: { ...outbox, link: 'sending', pendingCount: 2 } })).toBeNull();
    expect(worst({ outbox: { ...outbox, link: 'retrying', pendingCount: 1, failures: 2 } })).toEqual([
      'outbox',
      'warning',
      'healthOutboxWaiting',
    ]);
    expect(worst({ outbox: { ...outbox, link: 'signed-out', pendingCount: 1 } })).toEqual([
      'outbox',
      'danger',
      'healthOutboxSignIn',
    ]);
    expect(worst({ outbox: { ...outbox, link: 'blocked', pendingCount: 1 } })).toEqual([
      'outbox',
      'danger',
      'healthOutboxBlocked',
    ]);
  });

  it('tells of a print that nobody knows about before anything about paper', () => {
    const [printer] = status.printers;
    const printers = [{ ...printer!, state: 'offline' as const, unknown: 1 }];
    expect(worst({ status: { ...status, printers } })).toEqual(['printers', 'danger', 'healthPrinterUnknown']);
  });

  it('warns of a printer that cannot print, and of a drawer that was forgotten', () => {
    const [well] = status.printers;
    const out = { ...well!, state: 'offline' as const, code: 'paper-out', waiting: 3 };
    const drawer = { state: 'open' as const, since: '2026-11-24T17:50:00.000Z', alarm: true };
    for (const printer of [out, { ...well!, drawer }]) {
      expect(worst({ status: { ...status, printers: [printer] } })).toEqual([
        'printers',
        'warning',
        'healthPrinterTrouble',
      ]);
    }
    const { alarm: _alarm, ...rest } = drawer;
    expect(worst({ status: { ...status, printers: [{ ...well!, drawer: { ...rest, alarm: false } }] } })).toBeNull();
  });

  it('names the kitchen screen that has gone and how long ago', () => {
    const screens = [
      {
        deviceId: 'k',
        name: 'Kitchen screen 2',
        view: 'grill',
        connected: false,
        lastSeenAt: '2026-11-24T17:59:20.000Z',
      },
    ];
    const kitchen = healthOf({ ...well, status: { ...status, screens } }).find((part) => part.id === 'kitchen');
    expect(kitchen).toMatchObject({
      level: 'warning',
      word: 'healthKitchenScreenGone',
      values: { name: 'Kitchen screen 2', seconds: 40 },
    });
  });

  it('shouts when tickets have not reached the kitchen', () => {
    expect(worst({ status: { ...status, unacknowledgedTickets: 2 } })).toEqual([
      'kitchen',
      'danger',
      'healthKitchenUnacknowledged',
    ]);
  });

  it('stays calm about the internet: the store sells on', () => {
    const cloud = {
      ...status.cloud,
      state: 'offline' as const,
      pendingEvents: 12,
      reason: 'The cloud does not answer.',
    };
    expect(worst({ status: { ...status, cloud } })).toEqual(['internet', 'busy', 'healthInternetOffline']);
    const lastContactAt = '2026-11-24T17:58:59.000Z';
    expect(worst({ status: { ...status, cloud: { ...cloud, lastContactAt } } })).toEqual([
      'internet',
      'busy',
      'healthInternetOffline',
    ]);
  });

  it('does not call a link cut that is only carrying a large backlog', () => {
    const draining = { ...status.cloud, pendingEvents: 113_841, lastContactAt: '2026-11-24T17:59:30.000Z' };
    const stumbled = { ...draining, state: 'offline' as const, reason: 'The cloud does not answer.' };
    for (const cloud of [draining, stumbled]) {
      const internet = healthOf({ ...well, status: { ...status, cloud } }).find((part) => part.id === 'internet');
      expect(internet).toMatchObject({ level: 'ok', word: 'healthInternetPending', values: { count: 113_841 } });
    }
  });

  it('says how much is to go and about how long it takes, as far as that is known', () => {
    const cloud = { ...status.cloud, pendingEvents: 14_202, eventsPerSecond: 80 };
    const of = (more: Partial<typeof cloud>) =>
      healthOf({ ...well, status: { ...status, cloud: { ...cloud, ...more } } }).find((part) => part.id === 'internet');
    expect(of({})).toMatchObject({ word: 'healthInternetPendingAbout', values: { count: 14_202, minutes: 3 } });
    expect(of({ pendingEvents: 3 })).toMatchObject({ values: { count: 3, minutes: 1 } });
    expect(of({ eventsPerSecond: 0 })).toMatchObject({ word: 'healthInternetPending' });
    expect(of({ pendingEvents: 0 })).toMatchObject({ word: 'healthInternetOk' });
  });

  it('does not call a link cut before it was tried', () => {
    const cloud = { ...status.cloud, state: 'offline' as const, pendingEvents: 7 };
    expect(worst({ status: { ...status, cloud } })).toEqual(['internet', 'busy', 'healthInternetConnecting']);
  });

  it('tells a device whose clock is more than half a minute off', () => {
    expect(worst({ stream: { ...stream, clockAheadMs: 29_000 } })).toBeNull();
    expect(worst({ stream: { ...stream, clockAheadMs: 31_000 } })).toEqual(['clock', 'warning', 'healthClockBehind']);
    expect(worst({ stream: { ...stream, clockAheadMs: -31_000 } })).toEqual(['clock', 'warning', 'healthClockAhead']);
  });
});
