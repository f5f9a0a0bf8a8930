import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * The kernel's driver on one interface of a device (Linux), or null. A driver is taken off only when it is the kernel's own printer
 * driver: the same call would take the interface away from another program, in the middle of its job.
 */
export async function kernelDriverOf(
  device: { readonly vendorId: number; readonly productId: number; readonly serialNumber?: string | null | undefined },
  interfaceNumber: number,
  folder = '/sys/bus/usb/devices',
): Promise<string | null> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [deviceName, rest] = name.split(':');
    if (rest === undefined || deviceName === undefined) continue;
    const is = async (file: string, wanted: string): Promise<boolean> => (await textIn(folder, file)) === wanted;
    if (!(await is(`${name}/bInterfaceNumber`, hex(interfaceNumber, 2)))) continue;
    if (!(await is(`${deviceName}/idVendor`, hex(device.vendorId, 4)))) continue;
    if (!(await is(`${deviceName}/idProduct`, hex(device.productId, 4)))) continue;
    const { serialNumber } = device;
    if (typeof serialNumber === 'string' && !(await is(`${deviceName}/serial`, serialNumber))) continue;
    const driver = await readlink(path.join(folder, name, 'driver')).catch(() => null);
    return driver === null ? null : path.basename(driver);
  }
  return null;
}

async function textIn(folder: string, file: string): Promise<string> {
  return (await readFile(path.join(folder, file), 'utf8').catch(() => '')).trim();
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
