/**
 * What a USB printer channel needs of a USB library: WebUSB as the package `usb` realises it, whose transfers take a timeout and
 * whose errors are words ("Cancelled", "Fault", "Disconnected", "Stall").
 */
export interface UsbBus {
  /** @throws when this machine has no USB at all */
  getDevices(): Promise<readonly UsbPrinterDevice[]>;
}

export interface UsbPrinterDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly opened: boolean;
  readonly configuration?: { readonly configurationValue: number } | null | undefined;
  readonly configurations: readonly UsbConfiguration[];
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  selectAlternateInterface(number: number, alternate: number): Promise<void>;
  detachKernelDriver(number: number): Promise<void>;
  clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void>;
  transferIn(
    endpoint: number,
    length: number,
    timeoutMs?: number,
  ): Promise<{ readonly status?: string | undefined; readonly data?: DataView | undefined }>;
  transferOut(
    endpoint: number,
    data: Uint8Array<ArrayBuffer>,
    timeoutMs?: number,
  ): Promise<{ readonly status?: string | undefined; readonly bytesWritten: number }>;
}

export interface UsbConfiguration {
  readonly configurationValue: number;
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternates: readonly UsbAlternate[];
  }[];
}

interface UsbAlternate {
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly interfaceProtocol: number;
  readonly endpoints: readonly {
    readonly endpointNumber: number;
    readonly direction: 'in' | 'out';
    readonly type: string;
  }[];
}

/** The way into a printer: which interface, and its pipes. */
export interface PrinterPipes {
  readonly configurationValue: number;
  readonly interfaceNumber: number;
  readonly alternateSetting: number;
  readonly out: number;
  /** Null: a printer that cannot answer. */
  readonly in: number | null;
}

const printerClass = 7;
const vendorClass = 0xff;
const bidirectional = 2;
/** IPP over USB, which is HTTP and no paper. */
const ippOverUsb = 4;

/** The interface that takes raw bytes: of the printer class, one that answers first; else the maker's own. */
export function printerPipes(device: Pick<UsbPrinterDevice, 'configurations'>): PrinterPipes | null {
  const found: { pipes: PrinterPipes; rank: number }[] = [];
  for (const { configurationValue, interfaces } of device.configurations) {
    for (const { interfaceNumber, alternates } of interfaces) {
      for (const { alternateSetting, interfaceClass, interfaceProtocol, endpoints } of alternates) {
        const bulk = endpoints.filter(({ type }) => type === 'bulk');
        const out = bulk.find(({ direction }) => direction === 'out');
        const isPrinter = interfaceClass === printerClass && interfaceProtocol !== ippOverUsb;
        if (out === undefined || !(isPrinter || interfaceClass === vendorClass)) continue;
        found.push({
          pipes: {
            configurationValue,
            interfaceNumber,
            alternateSetting,
            out: out.endpointNumber,
            in: bulk.find(({ direction }) => direction === 'in')?.endpointNumber ?? null,
          },
          rank: isPrinter ? (interfaceProtocol === bidirectional ? 0 : 1) : 2,
        });
      }
    }
  }
  return found.toSorted((a, b) => a.rank - b.rank)[0]?.pipes ?? null;
}
