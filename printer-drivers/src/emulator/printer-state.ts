import type { PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';

export const noFaults: PrinterFaults = {
  paperOut: false,
  coverOpen: false,
  stalled: false,
  poweredOff: false,
  resetAfterBytes: null,
  bytesPerSecond: null,
};

/** A printer that cannot print keeps what it received until someone helps it. */
export function isBlocked(faults: PrinterFaults): boolean {
  return faults.paperOut || faults.coverOpen || faults.stalled || faults.poweredOff;
}

/**
 * Answer to `DLE EOT n`: bits 1 and 4 are always set, the others as in Epson's reference. Pin 3 of the drawer connector is
 * high while the drawer is open.
 */
export function realTimeStatus(n: 1 | 2 | 3 | 4, faults: PrinterFaults, drawerOpen: boolean): number {
  const offline = faults.paperOut || faults.coverOpen;
  switch (n) {
    case 1:
      return 0x12 | (drawerOpen ? 0x04 : 0) | (offline ? 0x08 : 0);
    case 2:
      return 0x12 | (faults.coverOpen ? 0x04 : 0) | (faults.paperOut ? 0x20 : 0);
    case 3:
      return 0x12;
    case 4:
      return 0x12 | (faults.paperOut ? 0x6c : 0);
  }
}

/** The four bytes that a printer with automatic status (GS a) sends on every change. */
export function automaticStatus(faults: PrinterFaults, drawerOpen: boolean): number[] {
  const offline = faults.paperOut || faults.coverOpen;
  return [
    0x10 | (drawerOpen ? 0x04 : 0) | (offline ? 0x08 : 0) | (faults.coverOpen ? 0x20 : 0),
    0x00,
    faults.paperOut ? 0x0c : 0x00,
    0x0f,
  ];
}

/** Answer to `GS r n`: 1 is the paper, 2 the drawer. */
export function queuedStatus(sensor: number, faults: PrinterFaults, drawerOpen: boolean): number {
  if (sensor === 2) return drawerOpen ? 0x01 : 0x00;
  return faults.paperOut ? 0x0c : 0x00;
}
