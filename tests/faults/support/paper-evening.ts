import Database from 'better-sqlite3';
import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import type { PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { loadState } from '@auraconnect/appliance/store/state-source.ts';
import { databaseOf } from '../../../tooling/bench/store/seed-store.ts';
import { call } from '../../../tooling/programs/call.ts';
import type { Command } from '../../../tooling/replay/order-commands.ts';
import { readSlip } from '../../../tooling/replay/read-paper.ts';
import { Counter } from '../../support/counter.ts';
import { papersOf } from '../../support/paper.ts';
import { newId, openStore, type StoryStore } from '../../support/story-store.ts';

export const printerIds = ['receipt', 'kitchen', 'bar'] as const;
export type PrinterId = (typeof printerIds)[number];

/** What a printer can have, and for how long: longer than a fence waits for the ones that stop in mid-job, and than it takes until another one stands in. */
export const printerTroubles: readonly { name: string; faults: Partial<PrinterFaults>; forMs: number }[] = [
  { name: 'paper out', faults: { paperOut: true }, forMs: 8_000 },
  { name: 'cover open', faults: { coverOpen: true }, forMs: 8_000 },
  { name: 'switched off', faults: { poweredOff: true }, forMs: 8_000 },
  { name: 'stalled', faults: { stalled: true }, forMs: 15_000 },
  { name: 'reset in mid-job', faults: { resetAfterBytes: 300 }, forMs: 1_000 },
  { name: 'reset at the first bytes', faults: { resetAfterBytes: 15 }, forMs: 1_000 },
];

const healthy: PrinterFaults = {
  paperOut: false,
  coverOpen: false,
  stalled: false,
  poweredOff: false,
  resetAfterBytes: null,
  bytesPerSecond: null,
};

/** By what a paper is of: how often it came out, with and without the mark of a copy. */
export interface Pieces {
  unmarked: number;
  copies: number;
}

/** A restaurant in which every order makes a receipt, a kitchen ticket and a bar ticket, on three printers that fail. */
export class PaperEvening {
  readonly store: StoryStore;
  readonly counters: readonly Counter[];
  /** By the name of each trouble, how often it came over a printer. */
  readonly troubles = new Map<string, number>();

  private constructor(store: StoryStore, counters: readonly Counter[]) {
    this.store = store;
    this.counters = counters;
  }

  static async open(story: string, tills: number): Promise<PaperEvening> {
    const store = await openStore({ story, cloud: false });
    try {
      const counters: Counter[] = [];
      for (let till = 1; till <= tills; till += 1) counters.push(await Counter.open(store, `Till ${till}`));
      const evening = new PaperEvening(store, counters);
      await evening.#printEverything();
      return evening;
    } catch (fault) {
      await store.close();
      throw fault;
    }
  }

  /** Everything on paper, and the kitchen and the bar stand in for one another. */
  async #printEverything(): Promise<void> {
    const { catalogue } = await call<Bootstrap>(`${this.store.programs.applianceUrl}/api/v1/bootstrap`, {
      token: this.store.manager.device.deviceToken,
    });
    const standIns: Record<string, string> = { kitchen: 'bar', bar: 'kitchen' };
    const stations = catalogue.stations.map((station) => ({
      entity: 'station' as const,
      id: station.id,
      payload: { ...station, paper: 'always', backupPrinterId: standIns[station.printerId ?? ''] ?? null },
    }));
    const settings = { ...catalogue.settings, printReceipts: 'always' };
    await this.put([...stations, { entity: 'settings' as const, id: 'store', payload: settings }]);
  }

  /** A manager changes the settings. */
  async put(entries: readonly { entity: string; id: string; payload: object }[]): Promise<void> {
    await this.#first.must([{ type: 'catalogue.put', payload: { entries } } as Command]);
  }

  /** Every paper of the dish of an order, wherever it came out. */
  async ticketsOf(orderId: string): Promise<{ printerId: PrinterId; isCopy: boolean; isBackup: boolean }[]> {
    const order = await call<Order>(`${this.store.programs.applianceUrl}/api/v1/orders/${orderId}`, {
      token: this.store.manager.device.deviceToken,
      staffToken: this.store.manager.staff.staffToken,
    });
    const tickets = new Set(
      order.tickets.filter(({ stationId }) => stationId !== 'bar').map(({ ticketId }) => ticketId),
    );
    const found = await Promise.all(
      printerIds.map(async (printerId) =>
        (await papersOf(this.store, printerId))
          .filter((paper) => tickets.has(readSlip(paper)?.reference ?? ''))
          .map(({ plainText }) => ({
            printerId,
            isCopy: plainText.includes('COPY'),
            isBackup: plainText.includes('BACKUP FOR'),
          })),
      ),
    );
    return found.flat();
  }

  get #first(): Counter {
    const [counter] = this.counters;
    if (counter === undefined) throw new Error('this evening has no till');
    return counter;
  }

  /** One order of a dish and a drink, paid by card: three papers and no drawer. */
  async sell(counter: Counter): Promise<string> {
    const orderId = newId();
    const paymentId = newId();
    const line = (itemId: string, variantId: string) => ({
      type: 'order.add_line' as const,
      payload: {
        orderId,
        lineId: newId(),
        itemId,
        variantId,
        quantity: '1',
        modifiers: [],
        note: '',
        seat: null,
        course: null,
        priceOverride: null,
      },
    });
    await counter.must([
      { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } },
      line('fries', 'regular'),
      line('cola', 'small'),
      { type: 'order.send', payload: { orderId, sendId: newId(), lineIds: null } },
      { type: 'order.start_card_payment', payload: { orderId, paymentId, amountMinor: null, tipMinor: 0 } },
      {
        type: 'order.resolve_card_payment',
        payload: { orderId, paymentId, outcome: 'captured', reference: 'T1', lastFour: null },
      },
      { type: 'order.close', payload: { orderId } },
    ]);
    counter.orderIds.push(orderId);
    return orderId;
  }

  get orderIds(): string[] {
    return this.counters.flatMap(({ orderIds }) => orderIds);
  }

  async setFaults(printerId: PrinterId, faults: Partial<PrinterFaults>): Promise<void> {
    await call(`${this.store.programs.paperUrl}/printers/${printerId}/faults`, { method: 'POST', body: faults });
  }

  async mendAll(): Promise<void> {
    for (const printerId of printerIds) await this.setFaults(printerId, healthy);
  }

  async mend(printerId: PrinterId): Promise<void> {
    await this.setFaults(printerId, healthy);
  }

  /** Jobs that are not at rest. The float of each till kicked a drawer, which is no paper. */
  async openPapers(): Promise<PrintJob[]> {
    const jobs = await call<PrintJob[]>(`${this.store.programs.applianceUrl}/api/v1/print-jobs`, {
      token: this.store.manager.device.deviceToken,
      staffToken: this.store.manager.staff.staffToken,
    });
    return jobs.filter(({ document }) => document !== 'drawer-kick');
  }

  /** A person decides. @param decisions by the job's id */
  async resolve(decisions: ReadonlyMap<string, 'printed' | 'reprint'>): Promise<void> {
    for (const [jobId, decision] of decisions)
      await this.#first.must([{ type: 'print.resolve', payload: { jobId, decision } }]);
  }

  /** Everything that lies in the trays, by what it is of: `kitchen <ticket>`, `receipt <order>`. */
  async pieces(): Promise<Map<string, Pieces>> {
    const pieces = new Map<string, Pieces>();
    for (const printerId of printerIds) {
      for (const paper of await papersOf(this.store, printerId)) {
        const reference = readSlip(paper)?.reference;
        if (reference === undefined) continue;
        const known = pieces.get(reference) ?? { unmarked: 0, copies: 0 };
        if (paper.plainText.includes('COPY')) known.copies += 1;
        else known.unmarked += 1;
        pieces.set(reference, known);
      }
    }
    return pieces;
  }

  /** What a piece of paper would say about itself, by the id of the job that makes it. The appliance must be stopped. */
  jobsOfJournal(): Map<string, { reference: string; state: PrintJob['state']; copy: boolean; moved: boolean }> {
    const db = new Database(databaseOf(this.store.dataDir), { readonly: true });
    try {
      const storage = new SqliteStorage(db);
      const state = loadState(storage);
      const jobs = new Map<string, { reference: string; state: PrintJob['state']; copy: boolean; moved: boolean }>();
      for (const row of storage.journal.rows(0, storage.journal.head().seq).flatMap((one) => effectiveRow(one) ?? [])) {
        if (row.type !== 'print.queued') continue;
        const { jobId } = JSON.parse(row.bytes) as { jobId: string };
        const job = state.printJobs.get(jobId);
        if (job === null) continue;
        const { subject, copy } = job;
        const reference =
          subject.type === 'receipt' ? subject.orderId : subject.type === 'kitchen-ticket' ? subject.ticketId : null;
        if (reference === null) continue;
        jobs.set(jobId, { reference, state: job.state, copy, moved: job.backupFor !== undefined });
      }
      return jobs;
    } finally {
      db.close();
    }
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
