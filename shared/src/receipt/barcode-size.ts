import type { BarcodeSymbology } from './document.ts';
import { utf8Of } from './utf8.ts';

/** Blank modules that a reader needs on each side: 10 for Code 128, 11 and 7 for EAN-13, 2 for PDF417. */
const quietModules: Record<BarcodeSymbology, number> = { code128: 20, ean13: 18, ean8: 14, pdf417: 4 };
/** Bars of a quarter of a millimetre are the finest that thermal paper holds. */
const minModuleDots = 2;
const maxModuleDots = 3;

/** PDF417: start, stop and both row indicators are 69 modules, each column of code words 17 (ISO/IEC 15438). */
const pdf417FrameModules = 69;
const pdf417ColumnModules = 17;
const maxPdf417Columns = 12;

/** How many dots a module has on paper of that width; null when the code does not fit at all. */
export function barcodeModuleDots(symbology: BarcodeSymbology, data: string, dotsPerLine: number): number | null {
  const modules = leastModules(symbology, data) + quietModules[symbology];
  const dots = Math.min(Math.floor(dotsPerLine / modules), maxModuleDots);
  return dots < minModuleDots ? null : dots;
}

/** Columns of code words of a PDF417 code: as few rows as fit the paper, and never more columns than the content needs. */
export function pdf417Columns(data: string, moduleDots: number, dotsPerLine: number): number {
  const room = Math.floor(dotsPerLine / moduleDots) - quietModules.pdf417 - pdf417FrameModules;
  const useful = Math.max(Math.ceil(utf8Of(data).length / 24), 2);
  return Math.min(Math.floor(room / pdf417ColumnModules), useful, maxPdf417Columns);
}

function leastModules(symbology: BarcodeSymbology, data: string): number {
  switch (symbology) {
    case 'code128':
      // Start, a symbol a character (set B; pairs of digits take less), check symbol and stop.
      return 11 * (data.length + 2) + 13;
    case 'ean13':
      return 95;
    case 'ean8':
      return 67;
    case 'pdf417':
      return pdf417FrameModules + 2 * pdf417ColumnModules;
  }
}
