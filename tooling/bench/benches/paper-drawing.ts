import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openPrinter } from '@auraconnect/printer-drivers/open-printer.ts';
import { receiptDocument } from '@auraconnect/shared/receipt/receipt-document.ts';
import { bundledAppliance } from '../../build-appliance.ts';
import { root } from '../../root.ts';
import { type Bench, type Check, median, quantile } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { openBenchStore } from '../store/bench-store.ts';
import type { DrawnReceipts } from '../store/drawn-receipts.ts';

const textReceipts = 3000;
/** Until code is as fast as it gets. */
const warmUp = 300;
const drawnReceipts = 200;
const programs = 5;
const mostMs = 10;

/** What paper costs the thread that takes orders: a receipt in the printer's own letters, and one whose every line is drawn. */
export const paperDrawing: Bench = {
  ids: ['P2'],
  async run({ say }) {
    say(`P2: ${textReceipts} receipts in letters, ${programs} times ${drawnReceipts} drawn ones`);
    const letters = await inLetters();
    const drawn: DrawnReceipts[] = [];
    for (let count = 0; count < programs; count += 1) drawn.push(await drawnByAProgram());
    const drawnMs = drawn.flatMap(({ ms }) => ms);
    const drawnBytes = drawn.flatMap(({ bytes }) => bytes);
    const hereMs = Math.min(...drawn.map((one) => one.hereMs));
    const correct: Check = {
      ok:
        drawnBytes.length === programs * drawnReceipts &&
        drawnBytes.every((size) => size > 10_000) &&
        letters.bytes.every((size) => size > 500 && size < 5000),
      what: `${letters.bytes.length} receipts of ${median(letters.bytes).toFixed(0)} bytes in letters, ${drawnBytes.length} of ${(median(drawnBytes) / 1000).toFixed(0)} KB drawn, no line of which was drawn before`,
    };
    const control: Check = {
      ok: hereMs > mostMs,
      what: `the lines of a few receipts drawn on the thread that takes orders block it for ${hereMs.toFixed(0)} ms`,
    };
    return [
      {
        id: 'P2t',
        what: 'p99 of a receipt in letters, from the order to its bytes',
        goal: { atMost: mostMs },
        seen: [quantile(letters.ms, 0.99)],
        unit: ' ms',
        correct,
        control,
        note: `median ${median(letters.ms).toFixed(2)} ms, longest ${Math.max(...letters.ms).toFixed(1)} ms`,
      },
      {
        id: 'P2b',
        what: 'longest block of the thread that takes orders while receipts are drawn',
        goal: { atMost: mostMs },
        seen: drawn.map(({ besideMs }) => besideMs),
        unit: ' ms',
        correct,
        control,
        note: `${median(drawn.map(({ idleMs }) => idleMs)).toFixed(1)} ms with nothing to do; a drawn receipt is ready after ${median(drawnMs).toFixed(0)} ms, p99 ${quantile(drawnMs, 0.99).toFixed(0)} ms`,
      },
    ];
  },
};

async function inLetters(): Promise<{ ms: number[]; bytes: number[] }> {
  const scratch = scratchFolder('paper-drawing');
  const store = await openBenchStore({ folder: scratch, terminals: 1 });
  const printer = openPrinter({ host: '127.0.0.1', port: 9, columns: 48 });
  const seen: { ms: number[]; bytes: number[] } = { ms: [], bytes: [] };
  try {
    const order = store.core.view.order((await store.terminals[0]?.sell()) ?? '');
    if (order === null) throw new Error('the order of the receipt is not there');
    const index = store.core.view.index();
    for (let made = 0; made < textReceipts + warmUp; made += 1) {
      const startedMs = performance.now();
      const bytes = await printer.encode(receiptDocument(order, index, { copy: false }));
      if (made < warmUp) continue;
      seen.ms.push(performance.now() - startedMs);
      seen.bytes.push(bytes.length);
    }
    return seen;
  } finally {
    await printer.close();
    await store.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A process of its own, because an appliance has little room for what is soon thrown away, and this one has much. */
async function drawnByAProgram(): Promise<DrawnReceipts> {
  const file = join(root, 'tooling/bench/store/drawn-receipts.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...bundledAppliance.nodeOptions, file, String(drawnReceipts)],
    { cwd: root, maxBuffer: 1e7 },
  );
  return JSON.parse(stdout) as DrawnReceipts;
}
