import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { SerialPortSeen } from './search-printers.ts';
import { readable } from './sighting.ts';
import type { UsbPrinterSeen } from './usb-fingerprints.ts';

/**
 * What Linux itself knows of its USB and serial ports, out of sysfs: the texts of a device are there without opening it, which a printer
 * that prints would refuse.
 */
const printerClass = '07';

/** Devices with an interface of the printer class. @throws when this machine has no USB */
export async function listUsbOnLinux(folder = '/sys/bus/usb/devices'): Promise<UsbPrinterSeen[]> {
  const names = await readdir(folder);
  // `1-2:1.0` is an interface of the device `1-2`.
  const interfaces = names.filter((name) => name.includes(':'));
  const classes = await Promise.all(interfaces.map((name) => textIn(path.join(folder, name), 'bInterfaceClass')));
  const devices = new Set(
    interfaces.filter((_, index) => classes[index] === printerClass).map((name) => name.slice(0, name.indexOf(':'))),
  );
  return Promise.all(
    [...devices].map(async (name) => {
      const place = path.join(folder, name);
      return {
        vendorId: Number.parseInt((await textIn(place, 'idVendor')) ?? '0', 16),
        productId: Number.parseInt((await textIn(place, 'idProduct')) ?? '0', 16),
        serialNumber: await textIn(place, 'serial'),
        manufacturer: await textIn(place, 'manufacturer'),
        product: await textIn(place, 'product'),
      };
    }),
  );
}

/** Serial ports that are really there. @throws when this machine has none at all */
export async function listSerialOnLinux(folder = '/sys/class/tty'): Promise<SerialPortSeen[]> {
  const names = (await readdir(folder)).toSorted();
  const ports = await Promise.all(names.map((name) => serialPort(folder, name)));
  return ports.filter((port) => port !== null);
}

async function serialPort(folder: string, name: string): Promise<SerialPortSeen | null> {
  const place = path.join(folder, name);
  const driver = path.basename(await readlink(path.join(place, 'device/driver')).catch(() => ''));
  // Consoles have no driver; the kernel lists four old ports on every machine, of which the type is 0 where no chip answers.
  if (driver === '' || (await textIn(place, 'type')) === '0') return null;
  const device = await realpath(path.join(place, 'device')).catch(() => place);
  return { path: `/dev/${name}`, manufacturer: await adapterName(device) };
}

/** The text of the USB device that the port is in, at most three folders above it. */
async function adapterName(device: string): Promise<string | null> {
  let place = device;
  for (let level = 0; level < 4; level += 1) {
    const product = await textIn(place, 'product');
    if (product !== null) {
      const maker = await textIn(place, 'manufacturer');
      return maker === null || product.includes(maker) ? product : readable(`${maker} ${product}`);
    }
    place = path.dirname(place);
  }
  return null;
}

/** One line of sysfs, or null where a device has none. */
async function textIn(folder: string, file: string): Promise<string | null> {
  const text = await readFile(path.join(folder, file), 'utf8').catch(() => '');
  return readable(text);
}
