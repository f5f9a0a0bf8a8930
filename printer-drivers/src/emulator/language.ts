import type { PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';
import { EscPosParser, type EscPosCommand } from './escpos/parser.ts';
import { RealTimeScanner, type RealTimeCommand } from './escpos/real-time.ts';
import { BrotherTranslator } from './mute/brother.ts';
import { DarumaTranslator } from './mute/daruma.ts';
import { automaticStatus } from './printer-state.ts';
import { StarScanner } from './star/real-time.ts';
import { starStatus } from './star/status.ts';
import { StarTranslator } from './star/translator.ts';

export const printerLanguages = ['escpos', 'star', 'star-graphic', 'daruma', 'brother'] as const;
export type PrinterLanguage = (typeof printerLanguages)[number];

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

/** What no byte makes speak. Real ones have commands that they answer (a Daruma ENQ, a Brother ESC i S), which nobody sends them here. */
const mute = { scanner: () => ({ scan: () => [] }), wholeStatus: () => [] };

export const languages: Readonly<Record<PrinterLanguage, Language>> = {
  escpos: {
    reader: () => new EscPosParser(),
    scanner: () => new RealTimeScanner(),
    wholeStatus: ({ faults, drawerOpen }) => automaticStatus(faults, drawerOpen),
  },
  star: { reader: () => new StarTranslator(), scanner: () => new StarScanner(), wholeStatus: starStatus },
  'star-graphic': {
    reader: () => new StarTranslator({ hasLetters: false }),
    scanner: () => new StarScanner(),
    wholeStatus: starStatus,
  },
  daruma: { reader: () => new DarumaTranslator(), ...mute },
  brother: { reader: () => new BrotherTranslator(), ...mute },
};
