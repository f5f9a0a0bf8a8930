import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PaperProblem } from '@auraconnect/shared/receipt/paper-problem.ts';
import type { PrintOutcome } from '@auraconnect/printer-drivers/printer.ts';

export interface PrintAttempt {
  /** Awaited directly before the first byte leaves; when it throws nothing is sent and `print` rejects with the same error. */
  onFirstByte: () => Promise<void>;
  /** Before the first byte it makes the job `failed`, after it `unknown`. */
  signal: AbortSignal;
}

/** What a printer says about itself when it is asked. */
export interface PrinterSight {
  /** Why it could not print now; null when it could. */
  problem: PaperProblem | null;
  /** Level of pin 3 of the drawer's socket; null: it does not say. */
  drawerPin: 'low' | 'high' | null;
  paperLow: boolean;
}

/** One printer of the settings, wherever it is and whatever it speaks. */
export interface PrintMachine {
  /** Rejects only for what `onFirstByte` threw, or when the document cannot be put into the printer's language. */
  print(document: PrintDocument, printer: Printer, attempt: PrintAttempt): Promise<PrintOutcome>;
  look(printer: Printer): Promise<PrinterSight>;
  close(): Promise<void>;
}
