import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Paper, PrinterFaults, VirtualPrinter as VirtualPrinterView } from '@auraconnect/shared/receipt/paper.ts';
import { Connection } from './connection.ts';
import type { ConnectionOwner } from './connection.ts';
import { PaperMachine } from './escpos/paper-machine.ts';
import type { MachineEffect, PictureMemory } from './escpos/paper-machine.ts';
import type { EscPosCommand } from './escpos/parser.ts';
import type { RealTimeCommand } from './escpos/real-time.ts';
import { languages, type Language, type PrinterLanguage } from './language.ts';
import { PaperStore } from './paper-store.ts';
import { isBlocked, noFaults, queuedStatus, realTimeStatus } from './printer-state.ts';

/** Network cards of printers close connections that say nothing for so long (Epson UB-E02). */
const idleCloseMs = 5 * 60_000;
/** More clients than this at once are turned away. */
const maxClients = 16;
/** A kick that follows a cut this closely belongs to that paper. */
const afterCutMs = 60;
/** Uncut paper of a client that keeps the connection is torn off by hand after so long. */
const tearOffMs = 2000;

export interface VirtualPrinterConfig {
  readonly id: string;
  readonly name: string;
  /** TCP port; 0 lets the operating system choose one. */
  readonly port: number;
  /** Characters of normal width on a line. */
  readonly columns: number;
  readonly hasDrawer: boolean;
  /** A serial printer stops the sender by XOFF; a network card does by TCP. */
  readonly flowControl?: 'tcp' | 'xon-xoff';
  /** ESC/POS unless told otherwise. */
  readonly language?: PrinterLanguage;
}

export interface VirtualPrinterOptions {
  readonly host: string;
  readonly dataDir: string | null;
  readonly now: () => Date;
  readonly onPaper: (paper: Paper) => void;
  readonly onChange: (printer: VirtualPrinterView) => void;
  readonly onDiskError: (error: unknown) => void;
}

/**
 * A receipt printer on the network. Like the real ones it accepts several connections but serves one at a time, in the
 * order they came; it keeps printing what it has received when the line drops, and it answers a fence only when the paper
 * is out, which here means: on disk.
 */
export class VirtualPrinter implements ConnectionOwner {
  readonly #config: VirtualPrinterConfig;
  readonly #options: VirtualPrinterOptions;
  readonly #store: PaperStore;
  readonly #clients: Socket[] = [];
  readonly #served = new WeakSet<Socket>();
  readonly #language: Language;
  readonly #pictures: PictureMemory = new Map();
  #machine: PaperMachine;
  #server: Server | null = null;
  #port: number;
  #serving: Connection | null = null;
  #faults: PrinterFaults = noFaults;
  #drawerOpen = false;
  #finishTimer: NodeJS.Timeout | null = null;
  #etbCounter = 0;
  #printEnds = 0;

  private constructor(config: VirtualPrinterConfig, options: VirtualPrinterOptions, store: PaperStore) {
    this.#config = config;
    this.#options = options;
    this.#store = store;
    this.#port = config.port;
    this.#machine = new PaperMachine(config.columns, this.#pictures);
    this.#language = languages[config.language ?? 'escpos'];
  }

  /** @throws the system's error (EADDRINUSE) when the port is taken */
  static async start(config: VirtualPrinterConfig, options: VirtualPrinterOptions): Promise<VirtualPrinter> {
    const { dataDir, now, onDiskError } = options;
    const store = await PaperStore.open({
      printerId: config.id,
      columns: config.columns,
      dataDir,
      now,
      onDiskError,
      onPaper: (paper) => {
        options.onPaper(paper);
        if (paper.drawerKicks > 0) options.onChange(printer.view());
      },
    });
    const printer = new VirtualPrinter(config, options, store);
    try {
      await printer.#listen();
    } catch (error) {
      await store.close();
      throw error;
    }
    return printer;
  }

  get id(): string {
    return this.#config.id;
  }

  get store(): PaperStore {
    return this.#store;
  }

  view(): VirtualPrinterView {
    const { id, name, columns, hasDrawer } = this.#config;
    return {
      id,
      name,
      columns,
      port: this.#port,
      drawer: hasDrawer ? (this.#drawerOpen ? 'open' : 'closed') : 'none',
      papers: this.#store.latest,
      drawerKicks: this.#store.drawerKicks,
      waitingBytes: this.#serving?.waitingBytes ?? 0,
      faults: this.#faults,
    };
  }

  /** Breaks or mends the printer; what is not named stays as it is. */
  async setFaults(changes: Partial<PrinterFaults>): Promise<VirtualPrinterView> {
    const before = this.#faults;
    this.#faults = { ...before, ...changes };
    if (this.#faults.poweredOff && !before.poweredOff) {
      await this.#powerOff();
      await this.#store.flushed();
    }
    if (!this.#faults.poweredOff && before.poweredOff) await this.#listen();
    this.#announce();
    this.#serving?.resume();
    return this.view();
  }

  /** A person pushes the drawer shut, or opens it with the key. */
  setDrawer(open: boolean): VirtualPrinterView {
    if (this.#config.hasDrawer) this.#drawerOpen = open;
    this.#announce();
    return this.view();
  }

  async stop(): Promise<void> {
    await this.#powerOff();
    await this.#store.close();
  }

  mayPrint(): boolean {
    return !isBlocked(this.#faults);
  }

  isDeaf(): boolean {
    return this.#faults.stalled;
  }

  bytesPerSecond(): number | null {
    return this.#faults.bytesPerSecond;
  }

  saysWhenFull(): boolean {
    return this.#config.flowControl === 'xon-xoff';
  }

  admit(byteCount: number): number {
    const left = this.#faults.resetAfterBytes;
    if (left === null) return byteCount;
    const admitted = Math.min(byteCount, left);
    this.#faults = { ...this.#faults, resetAfterBytes: byteCount > left ? null : left - admitted };
    if (byteCount > left) this.#announce();
    return admitted;
  }

  async carryOut(command: EscPosCommand, connection: Connection): Promise<void> {
    const effect = this.#machine.apply(command);
    if (effect !== null) await this.#effect(effect, connection);
    this.#storeFinished();
  }

  pieceDone(): void {
    this.#finishSoon();
  }

  carryOutNow(command: RealTimeCommand, connection: Connection): void {
    if (this.isDeaf()) return;
    if (command.type === 'status') connection.send([realTimeStatus(command.n, this.#faults, this.#drawerOpen)]);
    if (command.type === 'whole-status') connection.send(this.#wholeStatus());
    if (command.type === 'drawer-pulse') {
      this.#machine.kick();
      this.#openDrawer();
      this.#finishSoon();
    }
  }

  async connectionEnded(connection: Connection): Promise<void> {
    this.#finishPaper();
    await this.#store.flushed();
    if (this.#serving !== connection) return;
    this.#serving = null;
    this.#serveNext();
  }

  async #effect(effect: MachineEffect, connection: Connection): Promise<void> {
    switch (effect.type) {
      case 'drawer-kick':
        this.#openDrawer();
        return;
      case 'process-id':
        await this.#paperIsOut();
        connection.send([0x37, 0x22, ...effect.id, 0x00]);
        return;
      case 'status':
        await this.#paperIsOut();
        connection.send([queuedStatus(effect.sensor, this.#faults, this.#drawerOpen)]);
        return;
      case 'identify':
        if (effect.what >= 65) connection.send([0x5f, ...Buffer.from('AuraConnect virtual printer', 'ascii'), 0x00]);
        else connection.send([0x20]);
        return;
      case 'automatic-status':
        connection.automaticStatus = effect.enabled;
        if (effect.enabled) connection.send(this.#wholeStatus());
        return;
      case 'picture-keys':
        connection.send([0x37, 0x72, 0x40, ...Buffer.from(effect.keys.join(''), 'latin1'), 0x00]);
        return;
      case 'document-end':
        await this.#paperIsOut();
        this.#printEnds = (this.#printEnds + 1) % 256;
        connection.send([0x1b, 0x1d, 0x03, 1, ...effect.id, this.#printEnds, 0]);
        return;
      case 'counted':
        await this.#paperIsOut();
        this.#etbCounter = (this.#etbCounter + 1) % 32;
        if (connection.automaticStatus) connection.send(this.#wholeStatus(true));
    }
  }

  #wholeStatus(byEtb = false): number[] {
    const condition = { faults: this.#faults, drawerOpen: this.#drawerOpen, etbCounter: this.#etbCounter, byEtb };
    return this.#language.wholeStatus(condition);
  }

  async #paperIsOut(): Promise<void> {
    this.#finishPaper();
    await this.#store.flushed();
  }

  #finishPaper(): void {
    this.#machine.finish();
    this.#storeFinished();
  }

  #storeFinished(): void {
    for (const draft of this.#machine.takeFinished()) this.#store.append(draft);
  }

  #finishSoon(): void {
    if (this.#finishTimer !== null) clearTimeout(this.#finishTimer);
    this.#finishTimer = null;
    const { pending } = this.#machine;
    if (pending === 'nothing') return;
    this.#finishTimer = setTimeout(
      () => {
        this.#finishTimer = null;
        // Paper that stands still because the printer is blocked is not finished: the rest is still to come.
        if (this.mayPrint() || pending === 'cut') this.#finishPaper();
      },
      pending === 'cut' ? afterCutMs : tearOffMs,
    );
  }

  #openDrawer(): void {
    if (!this.#config.hasDrawer) return;
    this.#drawerOpen = true;
    this.#announce();
  }

  #announce(): void {
    if (this.#serving?.automaticStatus === true) this.#serving.send(this.#wholeStatus());
    this.#options.onChange(this.view());
  }

  async #listen(): Promise<void> {
    // Half-open is allowed, because answers still go out after the client has said everything.
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => this.#accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, this.#options.host, resolve);
    });
    server.on('error', () => {});
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  #accept(socket: Socket): void {
    // A reset by the peer is nothing special to a printer: 'close' follows and ends the job.
    socket.on('error', () => {});
    if (this.#clients.length >= maxClients) {
      socket.resetAndDestroy();
      return;
    }
    this.#clients.push(socket);
    socket.setNoDelay(true);
    socket.once('close', () => {
      const index = this.#clients.indexOf(socket);
      if (index >= 0) this.#clients.splice(index, 1);
    });
    if (this.#serving === null) this.#serveNext();
  }

  #serveNext(): void {
    const socket = this.#clients.find(
      (client) => !client.destroyed && !client.writableEnded && !this.#served.has(client),
    );
    if (socket === undefined) return;
    this.#served.add(socket);
    socket.setTimeout(idleCloseMs, () => {
      if (this.mayPrint()) socket.destroySoon();
    });
    this.#serving = new Connection(socket, this, this.#language);
    this.#serving.resume();
  }

  async #powerOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const connection = this.#serving;
    this.#serving = null;
    connection?.powerOff();
    for (const client of this.#clients) client.resetAndDestroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
    if (this.#finishTimer !== null) clearTimeout(this.#finishTimer);
    // What was already on the paper is there, however the job ended; the settings are forgotten.
    this.#finishPaper();
    this.#machine = new PaperMachine(this.#config.columns, this.#pictures);
  }
}
