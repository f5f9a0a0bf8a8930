import { startEmulator, type Emulator } from '@auraconnect/printer-drivers/emulator/emulator.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import type { Paper, PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { PaperFallback } from '../kitchen/paper-fallback.ts';
import type { Ports } from '../ports.ts';
import { BeforeTheStart, type BeforeTheStartParts } from '../printing/before-the-start.ts';
import { drawJob } from '../printing/draw-job.ts';
import { networkPrinter } from '../printing/network-printer.ts';
import { PrintQueue } from '../printing/print-queue.ts';
import type { StoredEvent } from '../store/core.ts';
import type { StoreCoreOptions } from '../store/store-core.ts';
import { quietLog, startCore, type TestCore } from './test-core.ts';
import { newId } from './test-store.ts';

/** Ports whose monotonic clock can be pushed ahead; what waits for a time then comes within milliseconds. */
export class PushablePorts {
  readonly ports: Ports;
  readonly #waiting = new Set<{ dueMs: number; run: () => void }>();
  #aheadMs = 0;

  constructor() {
    const real = systemPorts(quietLog);
    const monotonicMs = (): number => real.clock.monotonicMs() + this.#aheadMs;
    this.ports = {
      ...real,
      clock: { nowMs: () => real.clock.nowMs() + this.#aheadMs, monotonicMs },
      timers: {
        ...real.timers,
        after: (delayMs, run) => {
          const waiter = { dueMs: monotonicMs() + delayMs, run: () => this.#waiting.delete(waiter) && run() };
          this.#waiting.add(waiter);
          const cancel = real.timers.after(delayMs, waiter.run);
          return () => {
            this.#waiting.delete(waiter);
            cancel();
          };
        },
        every: (intervalMs, run) => real.timers.every(Math.min(20, intervalMs), run),
      },
    };
  }

  push(durationMs: number): void {
    this.#aheadMs += durationMs;
    const nowMs = this.ports.clock.monotonicMs();
    for (const waiter of [...this.#waiting]
      .filter(({ dueMs }) => dueMs <= nowMs)
      .toSorted((one, other) => one.dueMs - other.dueMs))
      waiter.run();
  }
}

export interface PaperStoreOptions {
  core?: Partial<StoreCoreOptions>;
  stationPaper?: 'never' | 'always' | 'fallback';
  /** `receipt` and `grill` stand in for one another. */
  standIns?: boolean;
}

type StartOfBox = Omit<BeforeTheStartParts, 'core' | 'ports'>;

/** A store's core with the real print queue in front of real virtual printers: `receipt` (with a drawer) and `grill`. */
export class PaperStore {
  readonly time = new PushablePorts();
  readonly running: TestCore;
  readonly emulator: Emulator;
  readonly fallback: PaperFallback;
  readonly events: StoredEvent[] = [];
  queue: PrintQueue;

  private constructor(running: TestCore, emulator: Emulator, time: PushablePorts) {
    this.running = running;
    this.emulator = emulator;
    this.time = time;
    this.queue = this.newQueue();
    this.fallback = this.newFallback();
    running.core.onDurable((batch) => this.events.push(...batch.events));
  }

  static async start({
    core = {},
    stationPaper = 'never',
    standIns = false,
  }: PaperStoreOptions = {}): Promise<PaperStore> {
    const time = new PushablePorts();
    const running = await startCore({ ports: time.ports, ...core });
    const emulator = await startEmulator({
      printers: [
        { id: 'receipt', name: 'Counter', port: 0, columns: 48, hasDrawer: true },
        { id: 'grill', name: 'Grill', port: 0, columns: 42, hasDrawer: false },
      ],
    });
    const store = new PaperStore(running, emulator, time);
    await store.queue.run();
    store.fallback.run();
    await store.#equip(stationPaper, standIns);
    return store;
  }

  newFallback(start: StartOfBox = {}): PaperFallback {
    return new PaperFallback(this.running.core, this.time.ports, this.#before(start), () => undefined);
  }

  newQueue(oldJobsWaitMs = 0, start: StartOfBox = {}): PrintQueue {
    const { core } = this.running;
    return new PrintQueue({
      core,
      ports: this.time.ports,
      openMachine: () => networkPrinter(this.time.ports.log),
      draw: (view, job) => drawJob(view, job, core.timestamp()),
      changed: () => undefined,
      oldJobsWaitMs,
      before: this.#before(start),
    });
  }

  #before(start: StartOfBox): BeforeTheStart {
    return new BeforeTheStart({ core: this.running.core, ports: this.time.ports, ...start });
  }

  async #equip(paper: 'never' | 'always' | 'fallback', standIns: boolean): Promise<void> {
    const { core, till } = this.running;
    const { settings, stations } = core.view.catalogue();
    const printer = ({ id, name, port }: Emulator['printers'][number]) => ({
      entity: 'printer' as const,
      id,
      payload: {
        id,
        name,
        host: '127.0.0.1',
        port,
        columns: id === 'receipt' ? 48 : 42,
        hasDrawer: id === 'receipt',
        drawer: { pin: 2, openLevel: 'high', alarmAfterSeconds: 120 },
      },
    });
    const entries = [
      ...this.emulator.printers.map(printer),
      ...stations
        .filter(({ id }) => id === 'kitchen')
        .map((station) => ({
          entity: 'station' as const,
          id: station.id,
          payload: { ...station, paper, printerId: 'grill', backupPrinterId: standIns ? 'receipt' : null },
        })),
      {
        entity: 'settings' as const,
        id: 'store',
        payload: {
          ...settings,
          receiptPrinterId: 'receipt',
          receiptBackupPrinterId: standIns ? 'grill' : null,
          printReceipts: 'always',
        },
      },
    ];
    await this.must(till.command('catalogue.put', { entries }));
    await this.must(till.command('cash.open_session', { sessionId: newId(), floatMinor: 5_000 }));
  }

  async must(envelope: Parameters<TestCore['till']['submit']>[0]): Promise<void> {
    const outcome = await this.running.till.submit(envelope);
    if (!('answer' in outcome) || outcome.answer.status !== 'accepted')
      throw new Error(`${envelope.type}: ${JSON.stringify(outcome)}`);
  }

  /** The code with which it is refused; null when it is accepted. */
  async refusalOf(envelope: Parameters<TestCore['till']['submit']>[0]): Promise<string | null> {
    const outcome = await this.running.till.submit(envelope);
    if (!('answer' in outcome)) return outcome.problem.code;
    return outcome.answer.status === 'refused' ? outcome.answer.refusal.code : null;
  }

  /** Opens an order with fries on it and sends it to the kitchen. */
  async order(): Promise<string> {
    const { till } = this.running;
    const orderId = newId();
    await this.must(till.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }));
    await this.must(
      till.command('order.add_line', {
        orderId,
        lineId: newId(),
        itemId: 'fries',
        variantId: 'regular',
        quantity: '1',
        modifiers: [],
        note: '',
        seat: null,
        course: null,
        priceOverride: null,
      }),
    );
    await this.must(till.command('order.send', { orderId, sendId: newId(), lineIds: null }));
    return orderId;
  }

  async pay(orderId: string): Promise<void> {
    const { till } = this.running;
    await this.must(
      till.command('order.pay_cash', {
        orderId,
        paymentId: newId(),
        amountMinor: null,
        tenderedMinor: 10_000,
        tipMinor: 0,
      }),
    );
    await this.must(till.command('order.close', { orderId }));
  }

  /** States a job went through, in order, as the journal has them. */
  history(jobId: string): string[] {
    return this.events
      .filter(({ type, payload }) => type.startsWith('print.') && (payload as { jobId?: string }).jobId === jobId)
      .map(({ type }) => type.slice('print.'.length));
  }

  jobs(document: PrintJob['document']): PrintJob[] {
    const ids = this.events
      .filter(
        ({ type, payload }) => type === 'print.queued' && (payload as { document?: string }).document === document,
      )
      .map(({ payload }) => (payload as { jobId: string }).jobId);
    return ids.flatMap((jobId) => this.running.core.view.printJob(jobId) ?? []);
  }

  fault(printerId: string, changes: Partial<PrinterFaults>): Promise<void> {
    return this.#tell(printerId, 'faults', changes);
  }

  /** Somebody pushes it shut. */
  closeDrawer(printerId: string): Promise<void> {
    return this.#tell(printerId, 'drawer', { open: false });
  }

  async #tell(printerId: string, what: 'faults' | 'drawer', body: object): Promise<void> {
    const response = await fetch(`${this.emulator.httpUrl}/api/printers/${printerId}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  async papers(printerId: string): Promise<Paper[]> {
    const response = await fetch(`${this.emulator.httpUrl}/api/printers/${printerId}/papers?limit=200`);
    return ((await response.json()) as { papers: Paper[] }).papers;
  }

  /** Papers with words on them, without kicks. */
  async sheets(printerId: string): Promise<string[]> {
    return (await this.papers(printerId)).filter(({ lines }) => lines.length > 0).map(({ plainText }) => plainText);
  }

  async kicks(): Promise<number> {
    return (await this.papers('receipt')).reduce((sum, paper) => sum + paper.drawerKicks, 0);
  }

  async close(): Promise<void> {
    this.fallback.stop();
    await this.queue.stop();
    await this.running.close();
    await this.emulator.stop();
  }
}

/** Looks again and again until it holds. */
export async function until(what: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`it did not come in ${timeoutMs} ms: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
