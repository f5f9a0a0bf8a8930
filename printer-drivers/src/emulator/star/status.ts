import type { PrinterCondition } from '../language.ts';

/** Nine bytes, of which the first says so (Star Line Mode Command Specifications, appendix 2). */
const header = 0x23;
const version = 0x06;

/** Star's automatic status. The compulsion switch is closed while the drawer is. */
export function starStatus({ faults, drawerOpen, etbCounter, byEtb }: PrinterCondition): number[] {
  const { paperOut, coverOpen } = faults;
  const offline = paperOut || coverOpen;
  return [
    header,
    version,
    (coverOpen ? 0x20 : 0) | (offline ? 0x08 : 0) | (drawerOpen ? 0 : 0x04) | (byEtb ? 0x02 : 0),
    0,
    0,
    paperOut ? 0x0c : 0,
    0,
    ((etbCounter & 0x18) << 2) | ((etbCounter & 0x07) << 1),
    0,
  ];
}
