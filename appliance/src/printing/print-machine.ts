import type { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { PrintOutcome } from '@auraconnect/printer-drivers/printer.ts';

export interface PrintAttempt {
  /** Awaited directly before the first byte leaves; when it throws nothing is sent and `print` rejects with the same error. */
  onFirstByte: () => Promise<void>;
  /** Before the first byte it makes the job `failed`, after it `unknown`. */
  signal: AbortSignal;
}

/** One printer of the settings, wherever it is and whatever it speaks. */
export interface PrintMachine {
  /** Rejects only for what `onFirstByte` threw, or when the document cannot be put into the printer's language. */
  print(document: PrintDocument, printer: Printer, attempt: PrintAttempt): Promise<PrintOutcome>;
  /** Why it could not print now, in one sentence for staff; null when it could. */
  problem(printer: Printer): Promise<string | null>;
  close(): Promise<void>;
}
