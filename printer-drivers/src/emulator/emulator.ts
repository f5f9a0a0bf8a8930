import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { announce } from './announce.ts';
import { emulatorApi } from './emulator-api.ts';
import { EventFeed } from './event-feed.ts';
import { VirtualPrinter } from './virtual-printer.ts';
import type { VirtualPrinterConfig } from './virtual-printer.ts';

export interface EmulatorOptions {
  readonly printers: readonly VirtualPrinterConfig[];
  /** Port of the control interface; 0 or nothing lets the operating system choose. */
  readonly httpPort?: number;
  /** Interface to listen on for printers and control; loopback unless said otherwise. */
  readonly host?: string;
  /** Folder that keeps the papers; without it only the last 200 of each printer are remembered. */
  readonly dataDir?: string;
  /** Says by multicast DNS that the printers are there, so that a search finds them. */
  readonly announce?: boolean;
  readonly now?: () => Date;
  /** Told when the disk refuses a paper: the printer waits and tries again, and confirms nothing meanwhile. */
  readonly onDiskError?: (error: unknown) => void;
}

export interface Emulator {
  /** Where the control interface (and the page, when built) is. */
  readonly httpUrl: string;
  /** The printers with the ports they really listen on. */
  readonly printers: readonly { readonly id: string; readonly name: string; readonly port: number }[];
  stop(): Promise<void>;
}

/**
 * Starts the virtual printers and their control interface.
 *
 * @throws the system's error (EADDRINUSE, EACCES, ...) after everything that was started has been stopped again
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const host = options.host ?? '127.0.0.1';
  const feed = new EventFeed();
  const printers = new Map<string, VirtualPrinter>();
  let server: Server | null = null;
  let takeBack = (): Promise<void> => Promise.resolve();
  const stop = async (): Promise<void> => {
    feed.close();
    await takeBack();
    await Promise.all([...printers.values()].map((printer) => printer.stop()));
    await closeServer(server);
  };
  try {
    for (const config of options.printers) {
      if (printers.has(config.id)) throw new Error(`Two virtual printers are called ${config.id}.`);
      const printer = await VirtualPrinter.start(config, {
        host,
        dataDir: options.dataDir ?? null,
        now: options.now ?? (() => new Date()),
        onPaper: (paper) => feed.paper(paper),
        onChange: (view) => feed.printer(view),
        onDiskError: options.onDiskError ?? (() => {}),
      });
      printers.set(config.id, printer);
    }
    server = createServer(emulatorApi(printers, feed));
    await listen(server, options.httpPort ?? 0, host);
    // Where there is no multicast nobody finds them, and they print all the same.
    if (options.announce === true)
      takeBack = await announce(
        [...printers.values()].map((printer) => printer.view()),
        host,
      ).catch(() => takeBack);
  } catch (error) {
    await stop();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    httpUrl: `http://${shownHost}:${port}`,
    printers: [...printers.values()].map((printer) => ({
      id: printer.id,
      name: printer.view().name,
      port: printer.view().port,
    })),
    stop,
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function closeServer(server: Server | null): Promise<void> {
  if (server === null || !server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
