import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { Paper, PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import type { VirtualPrinterConfig } from '../emulator/virtual-printer.ts';
import type { DocumentPrinter } from '../open-printer.ts';
import type { PrinterRig } from '../printer.contract.ts';

/** So short that a test of what takes long is quick; printers in a process answer within milliseconds. */
export const quickTimeouts = { connectTimeoutMs: 300, writeTimeoutMs: 300, statusTimeoutMs: 150, fenceTimeoutMs: 500 };

/** One virtual printer and hands that break it. */
export interface Grill {
  readonly emulator: Emulator;
  readonly port: number;
  setFaults(changes: Partial<PrinterFaults>): Promise<void>;
  papers(): Promise<string[]>;
  /** The same with their styles and pictures. */
  lines(): Promise<Paper['lines'][]>;
  setDrawer(open: boolean): Promise<void>;
  drawerKicks(): Promise<number>;
}

export async function startGrill(config: Partial<VirtualPrinterConfig> = {}): Promise<Grill> {
  const emulator = await startEmulator({
    printers: [{ id: 'grill', name: 'Grill', port: 0, columns: 48, hasDrawer: true, ...config }],
  });
  const at = `${emulator.httpUrl}/printers/grill`;
  return {
    emulator,
    port: emulator.printers[0]!.port,
    setFaults: (changes) => tell(`${at}/faults`, changes),
    setDrawer: (open) => tell(`${at}/drawer`, { open }),
    drawerKicks: async () => {
      const { printers } = (await (await fetch(`${emulator.httpUrl}/printers`)).json()) as {
        printers: { drawerKicks: number }[];
      };
      return printers[0]!.drawerKicks;
    },
    papers: async () => (await papersAt(at)).map(({ plainText }) => plainText),
    lines: async () => (await papersAt(at)).map(({ lines }) => lines),
  };
}

async function papersAt(url: string): Promise<Paper[]> {
  return ((await (await fetch(`${url}/papers?limit=200`)).json()) as { papers: Paper[] }).papers;
}

async function tell(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`The virtual printer refused: ${await response.text()}`);
}

/** A paper with these words on it, and a cut. */
export function paperOf(words: string): PrintDocument {
  const blocks: PrintDocument['blocks'] = words
    .match(/[^]{1,3000}/g)!
    .map((text) => ({ type: 'text', text, align: 'start', emphasis: null }));
  return { kind: 'kitchen-ticket', locale: 'en-US', title: '', blocks: [...blocks, { type: 'cut', partial: true }] };
}

const faultNames = {
  'paper-out': 'paperOut',
  'cover-open': 'coverOpen',
  stalled: 'stalled',
  'switched-off': 'poweredOff',
} as const;

/** What happens to the wire beside the printer's own faults. */
export interface WireHands {
  switchedOff?(): Promise<void>;
  mended?(): Promise<void>;
  dispose?(): Promise<void>;
}

export function rigOf(grill: Grill, printer: DocumentPrinter, wire: WireHands = {}): PrinterRig {
  return {
    printer,
    job: (words) => printer.encode(paperOf(words)),
    papers: grill.papers,
    break: async (which) => {
      await grill.setFaults({ [faultNames[which]]: true });
      if (which === 'switched-off') await wire.switchedOff?.();
    },
    mend: async () => {
      await grill.setFaults({ paperOut: false, coverOpen: false, stalled: false, poweredOff: false });
      await wire.mended?.();
    },
    breakAfter: (bytes) => grill.setFaults({ resetAfterBytes: bytes }),
    dispose: async () => {
      await printer.close();
      await wire.dispose?.();
      await grill.emulator.stop();
    },
  };
}
