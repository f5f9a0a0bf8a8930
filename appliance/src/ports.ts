import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { IdSource, RandomSource } from '@auraconnect/shared/time/ids.ts';
import type { OpenPole } from './counter/pole-displays.ts';
import type { SearchWires } from './printing/printer-search.ts';

/**
 * Everything the appliance needs from the world. Production gives it the real one (`adapters/node/`), a simulation gives
 * it a virtual one, and the code between is the same.
 */
export interface Ports {
  /** Wall clock of the box. The store's own clock (`Core.now`) is this one, or the commands' in a replay. */
  clock: Clock;
  timers: Timers;
  ids: IdSource;
  random: RandomSource;
  network: Network;
  disk: Disk;
  log: Log;
  /** Looks for printers; on this machine's own wires unless said otherwise. */
  searchWires?: SearchWires;
  /** Opens a pole display; on this machine's serial port unless said otherwise. */
  openPole?: OpenPole;
}

export interface Timers {
  /** Runs once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
  /** Runs again and again until cancelled. */
  every(intervalMs: number, run: () => void): () => void;
  /** Runs once everything that has arrived in this turn of the event loop has been handed over. */
  soon(run: () => void): void;
}

export interface Network {
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  /** Opens a TCP connection; rejects when nobody answers within `timeoutMs`. */
  connect(address: { host: string; port: number; timeoutMs: number }): Promise<Connection>;
}

/** One TCP connection, for printers and card terminals. */
export interface Connection {
  /** Resolves when the bytes were handed to the network. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, with the error that ended it or null. */
  onClose(listener: (error: Error | null) => void): void;
  close(): void;
}

export interface Disk {
  /** The file's way to the platter: a power cut after `sync` resolved keeps every byte written before it was called. */
  openForSync(path: string): Promise<DurableFile>;
  /** Free bytes where `path` lies. */
  freeBytes(path: string): Promise<number>;
}

export interface DurableFile {
  /** Rejects when the disk did not confirm; after that nothing written before may be trusted, ever. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export type LogFields = Record<string, unknown>;
/** JSON lines. Fields never hold PINs, tokens or card data. */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  child(fields: LogFields): Log;
}
