import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { type Emulator, startEmulator } from '@auraconnect/printer-drivers/emulator/emulator.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { demoCatalogueEntries } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { type Bench, type Check, median, quantile } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { applianceProgram } from '../store/appliance-program.ts';
import { counterSale } from '../store/counter-sale.ts';
import { HttpTill } from '../store/http-till.ts';
import { seedStore } from '../store/seed-store.ts';

const orders = 60;
/** The paper is out and the printer has said so; its line stays open for longer. */
const pauseMs = 250;

/** From the tap that fires an order until the first byte of its ticket leaves for a printer that was used a moment ago. */
export const firstByte: Bench = {
  ids: ['P3'],
  async run({ say }) {
    const scratch = scratchFolder('first-byte');
    const emulator = await startEmulator({
      printers: [{ id: 'bar', name: 'Bar', port: 0, columns: 42, hasDrawer: false }],
    });
    const tap = await WireTap.listen(emulator.printers[0]!.port);
    const dataDir = join(scratch, 'product');
    mkdirSync(dataDir);
    const devices = await seedStore(dataDir, { tills: 1, entries: onlyTheBarPrints(tap.port) });
    const { ids } = systemPorts(createLog('silent'));
    const { program, baseUrl } = await applianceProgram(dataDir, scratch);
    const till = new HttpTill(baseUrl, devices.tills[0]!, ids);
    try {
      await program.start();
      await till.begin();
      say(`P3: ${orders} orders`);
      for (let order = 0; order < 10; order += 1) {
        await till.sell();
        await delay(pauseMs);
      }
      const took: number[] = [];
      const before = tap.jobs;
      for (let order = 0; order < orders; order += 1) {
        const startedMs = performance.now();
        const first = tap.nextJobMs();
        await till.sell();
        took.push((await first) - startedMs);
        await delay(pauseMs);
      }
      const papers = tap.jobs - before;
      const [opened] = counterSale(ids).commands;
      await till.post(till.bodyOf([opened!]));
      await delay(2 * pauseMs);
      const correct: Check = {
        ok: papers === orders && (await paperCount(emulator)) === orders + 10,
        what: `${papers} jobs for ${orders} orders, each a paper of its own`,
      };
      const control: Check = {
        ok: tap.jobs === before + orders,
        what: 'an order that fires nothing sends no byte of a job',
      };
      return [
        {
          id: 'P3',
          what: 'from the request that fires an order to the first byte of its ticket, over a line that is open',
          goal: { atMost: 50 },
          seen: took,
          unit: ' ms',
          correct,
          control,
          note: `median ${median(took).toFixed(1)} ms, p99 ${quantile(took, 0.99).toFixed(1)} ms; within it the order's durable commit, the job's own, and the printer's answer that it is well`,
        },
      ];
    } finally {
      till.close();
      await program.stop();
      tap.close();
      await emulator.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function paperCount({ httpUrl }: Emulator): Promise<number> {
  const { papers } = (await (await fetch(`${httpUrl}/printers/bar/papers?limit=200`)).json()) as { papers: unknown[] };
  return papers.length;
}

function onlyTheBarPrints(port: number): CatalogueEntry[] {
  return demoCatalogueEntries({ barPort: port }).flatMap((entry) => {
    if (entry.entity === 'printer') return entry.id === 'bar' ? [entry] : [];
    if (entry.entity === 'station')
      return [
        {
          ...entry,
          payload: {
            ...entry.payload,
            backupPrinterId: null,
            ...(entry.id === 'bar' ? {} : { paper: 'never', printerId: null }),
          },
        },
      ];
    if (entry.entity === 'settings') return [{ ...entry, payload: { ...entry.payload, receiptPrinterId: null } }];
    return [entry];
  });
}

/** Between the appliance and its printer: hands every byte on and notices when a job begins. */
class WireTap {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #waiting: ((ms: number) => void)[] = [];
  jobs = 0;

  private constructor(printerPort: number) {
    this.#server = createServer((inward) => {
      const outward = connect(printerPort, '127.0.0.1');
      for (const socket of [inward, outward]) {
        socket.setNoDelay(true);
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
      }
      inward.on('data', (bytes) => this.#look(bytes));
      inward.pipe(outward).pipe(inward);
    });
  }

  static async listen(printerPort: number): Promise<WireTap> {
    const tap = new WireTap(printerPort);
    await new Promise<void>((resolve) => tap.#server.listen(0, '127.0.0.1', resolve));
    return tap;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Every job begins by resetting the printer (ESC @); questions about its state do not. */
  #look(bytes: Buffer): void {
    if (bytes[0] !== 0x1b || bytes[1] !== 0x40) return;
    this.jobs += 1;
    this.#waiting.shift()?.(performance.now());
  }

  nextJobMs(): Promise<number> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
