import { readable } from './sighting.ts';

/** A device as the USB says it is. Texts are what the device itself claims; cheap ones claim nothing. */
export interface UsbPrinterSeen {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
}

/** Who makes receipt printers, by the vendor numbers of usb.ids. The last ones sell chips that many small makers build with. */
const makers = new Map<number, string>([
  [0x04b8, 'Epson'],
  [0x0519, 'Star'],
  [0x1504, 'Bixolon'],
  [0x1d90, 'Citizen'],
  [0x2730, 'Citizen'],
  [0x0dd4, 'Custom'],
  [0x154f, 'SNBC'],
  [0x0404, 'NCR'],
  [0x0828, 'Sato'],
  [0x04f9, 'Brother'],
  [0x0619, 'Seiko Instruments'],
  [0x0416, 'Xprinter or another ESC/POS printer'],
  [0x0483, 'ESC/POS printer'],
  [0x0fe6, 'ESC/POS printer'],
  [0x1fc9, 'ESC/POS printer'],
  [0x6868, 'ESC/POS printer'],
  [0x28e9, 'ESC/POS printer'],
  [0x4b43, 'ESC/POS printer'],
  [0x20d1, 'Rongta or another ESC/POS printer'],
]);

/** Models whose product number says more than their text (usb.ids; Epson's 0202 is the interface card that most TM printers have). */
const models = new Map<string, string>([
  ['04b8:0202', 'Epson TM'],
  ['04b8:0e03', 'Epson TM-T20'],
  ['04b8:0e15', 'Epson TM-T20II'],
  ['0519:0003', 'Star TSP100'],
]);

const hex = (value: number): string => value.toString(16).padStart(4, '0');

/** Maker and model as well as they can be told: by number, else by what it says of itself, else by its maker's number. */
export function usbMakerAndModel({ vendorId, productId, manufacturer, product }: UsbPrinterSeen): string {
  const byNumber = models.get(`${hex(vendorId)}:${hex(productId)}`);
  const said = readable(product ?? '');
  const maker = makers.get(vendorId);
  // The interface card's number names no model; the text may.
  if (byNumber !== undefined && (said === null || !/\d/.test(said))) return byNumber;
  if (said !== null) {
    const by = maker !== undefined && !maker.includes('ESC/POS') ? maker : readable(manufacturer ?? '');
    return by === null || said.toLowerCase().includes(by.toLowerCase()) ? said : `${by} ${said}`;
  }
  return maker ?? `USB ${hex(vendorId)}:${hex(productId)}`;
}
