import { printerPipes } from '../transports/usb/usb-bus.ts';
import type { UsbPrinterDevice } from '../transports/usb/usb-bus.ts';
import { listSerialOnLinux, listUsbOnLinux } from './list-on-linux.ts';
import type { SerialPortSeen } from './search-printers.ts';
import type { UsbPrinterSeen } from './usb-fingerprints.ts';

/** Printers on this machine's USB. @throws when it has none */
export async function listUsbPrinters(): Promise<readonly UsbPrinterSeen[]> {
  if (process.platform === 'linux') return listUsbOnLinux();
  const { WebUSB } = await import('usb');
  // Its own types leave out what is in those of browsers.
  const devices = (await new WebUSB({
    allowAllDevices: true,
  }).getDevices()) as unknown as readonly (UsbPrinterDevice & {
    manufacturerName?: string | null;
    productName?: string | null;
  })[];
  return devices
    .filter((device) => printerPipes(device) !== null)
    .map(({ vendorId, productId, serialNumber, manufacturerName, productName }) => ({
      vendorId,
      productId,
      serialNumber: serialNumber ?? null,
      manufacturer: manufacturerName ?? null,
      product: productName ?? null,
    }));
}

/** Serial ports of this machine. @throws when the system does not tell them */
export async function listSerialPorts(): Promise<readonly SerialPortSeen[]> {
  // The package asks udev, which a small box may not have.
  if (process.platform === 'linux') return listSerialOnLinux();
  const { SerialPort } = await import('serialport');
  return (await SerialPort.list()).map(({ path, manufacturer }) => ({ path, manufacturer: manufacturer ?? null }));
}
