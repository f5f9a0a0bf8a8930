import type { BarcodeSymbology } from './document.ts';
import { utf8Of } from './utf8.ts';

/** What stands in the bars, with its check digit; or why there are none. */
export type BarcodeContent =
  | { readonly type: 'content'; readonly data: string }
  | { readonly type: 'refused'; readonly reason: BarcodeRefusal };

export type BarcodeRefusal =
  /** Code 128 here holds printable ASCII. */
  | 'character'
  /** EAN is digits, 12 or 13 and 7 or 8 of them. */
  | 'length'
  | 'check-digit'
  | 'too-long';

/** Beyond that no paper of this world is wide enough, nor has a scanner read it. */
const maxCode128Characters = 80;
/** Level 2 of error correction, and few enough rows for a hand scanner. */
const maxPdf417Bytes = 600;
const printableAscii = /^[\x20-\x7e]+$/;
const digits = /^\d+$/;
const control = /\p{Cc}/u;

/** Checks content before anything is drawn: a printer that is given what it cannot encode prints nothing, and says nothing. */
export function barcodeContent(symbology: BarcodeSymbology, data: string): BarcodeContent {
  switch (symbology) {
    case 'code128':
      if (!printableAscii.test(data)) return refused('character');
      return data.length > maxCode128Characters ? refused('too-long') : { type: 'content', data };
    case 'ean13':
      return eanContent(data, 13);
    case 'ean8':
      return eanContent(data, 8);
    case 'pdf417':
      if (control.test(data) || !data.isWellFormed()) return refused('character');
      return utf8Of(data).length > maxPdf417Bytes ? refused('too-long') : { type: 'content', data };
  }
}

function eanContent(data: string, length: 8 | 13): BarcodeContent {
  if (!digits.test(data)) return refused('character');
  if (data.length === length - 1) return { type: 'content', data: data + eanCheckDigit(data) };
  if (data.length !== length) return refused('length');
  const given = data.slice(0, -1);
  return data === given + eanCheckDigit(given) ? { type: 'content', data } : refused('check-digit');
}

/** GS1 General Specifications 7.9: weights 3 and 1 from the right, up to the next ten. */
function eanCheckDigit(data: string): string {
  let sum = 0;
  for (let place = 0; place < data.length; place += 1) {
    sum += Number(data[data.length - 1 - place]) * (place % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

const refused = (reason: BarcodeRefusal): BarcodeContent => ({ type: 'refused', reason });
