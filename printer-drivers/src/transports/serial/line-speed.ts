import type { SerialLine } from '@auraconnect/shared/menu/catalogue.ts';

/** Start and stop bits count too. */
export function bytesPerSecond({ baudRate, dataBits, parity, stopBits }: SerialLine): number {
  return baudRate / (1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits);
}
