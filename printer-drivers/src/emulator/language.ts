import type { PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import { EscPosParser, type EscPosCommand } from './escpos/parser.ts';
import { RealTimeScanner, type RealTimeCommand } from './escpos/real-time.ts';
import { automaticStatus } from './printer-state.ts';
import { StarScanner } from './star/real-time.ts';
import { starStatus } from './star/status.ts';
import { StarTranslator } from './star/translator.ts';

export type PrinterLanguage = 'escpos' | 'star';

/** What a printer is to say of itself. */
export interface PrinterCondition {
  readonly faults: PrinterFaults;
  readonly drawerOpen: boolean;
  /** How many ETB it has counted, and whether the last one is why it speaks. */
  readonly etbCounter: number;
  readonly byEtb: boolean;
}

/** How a virtual printer hears and speaks; what it does with paper is the same in all of them. */
export interface Language {
  reader(): { feed(bytes: Uint8Array): EscPosCommand[] };
  scanner(): { scan(bytes: Uint8Array): RealTimeCommand[] };
  wholeStatus(condition: PrinterCondition): number[];
}

export const languages: Readonly<Record<PrinterLanguage, Language>> = {
  escpos: {
    reader: () => new EscPosParser(),
    scanner: () => new RealTimeScanner(),
    wholeStatus: ({ faults, drawerOpen }) => automaticStatus(faults, drawerOpen),
  },
  star: { reader: () => new StarTranslator(), scanner: () => new StarScanner(), wholeStatus: starStatus },
};
