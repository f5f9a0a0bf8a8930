import { rowBytesOf } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';

/** 8 mm a command: small printers keep no more than that, and a job that stops in the middle stops near where it says. */
const bandRows = 64;

/**
 * A bitmap as `GS v 0` commands, band under band, without a gap. Written so that nothing in it can be taken for a real-time
 * command (see `harmless`).
 */
export function rasterBytes({ widthDots, heightDots, bits }: Bitmap): Uint8Array {
  const rowBytes = rowBytesOf(widthDots);
  const bands = Math.ceil(heightDots / bandRows);
  const bytes = new Uint8Array(bits.length + bands * 8);
  let at = 0;
  for (let row = 0; row < heightDots; row += bandRows) {
    const rows = Math.min(bandRows, heightDots - row);
    bytes.set([0x1d, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8], at);
    const data = bits.subarray(row * rowBytes, (row + rows) * rowBytes);
    bytes.set(data, at + 8);
    harmless(bytes.subarray(at + 8, at + 8 + data.length));
    at += 8 + data.length;
  }
  return bytes;
}

const dle = 0x10;
/** EOT, ENQ and DC4: behind a DLE they ask for the state, recover from an error and open the drawer. */
const realTime = new Set([0x04, 0x05, 0x14]);
/** Makes each of them another byte, of no meaning behind a DLE. */
const extraDot = 0x08;

/**
 * Printers carry out real-time commands even where their bytes are dots of a picture (Epson's TM-U295 and TM-T88III
 * manuals), so a logo could open the drawer. One dot more in such places, and there is no such place.
 */
export function harmless(data: Uint8Array): void {
  for (let index = data.indexOf(dle); index >= 0; index = data.indexOf(dle, index + 1)) {
    if (realTime.has(data[index + 1] ?? 0)) data[index + 1]! |= extraDot;
  }
}
