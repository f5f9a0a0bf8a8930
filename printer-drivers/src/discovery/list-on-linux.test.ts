import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { listSerialOnLinux, listUsbOnLinux } from './list-on-linux.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aura-sysfs-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(place: string, files: Record<string, string>): void {
  mkdirSync(path.join(folder, place), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, place, name), `${text}\n`);
}

test('USB printers are known by the class of an interface, with what they say of themselves', async () => {
  put('usb/1-1', { idVendor: '04b8', idProduct: '0e15', manufacturer: 'EPSON', product: 'TM-T20II', serial: '4A5B' });
  put('usb/1-1:1.0', { bInterfaceClass: '07' });
  put('usb/1-2', { idVendor: '046d', idProduct: 'c31c', product: 'USB Keyboard' });
  put('usb/1-2:1.0', { bInterfaceClass: '03' });
  put('usb/1-3', { idVendor: '0416', idProduct: '5011' });
  put('usb/1-3:1.0', { bInterfaceClass: 'ff' });
  put('usb/1-3:1.1', { bInterfaceClass: '07' });
  expect(await listUsbOnLinux(path.join(folder, 'usb'))).toStrictEqual([
    { vendorId: 0x04b8, productId: 0x0e15, serialNumber: '4A5B', manufacturer: 'EPSON', product: 'TM-T20II' },
    { vendorId: 0x0416, productId: 0x5011, serialNumber: null, manufacturer: null, product: null },
  ]);
});

test('of the serial ports those are listed that a chip answers for', async () => {
  const device = 'devices/usb1/1-4/1-4:1.0/ttyUSB0';
  put('devices/usb1/1-4', { manufacturer: 'FTDI', product: 'USB Serial Converter' });
  put(device, {});
  put('drivers/ftdi_sio', {});
  symlinkSync(path.join(folder, 'drivers/ftdi_sio'), path.join(folder, device, 'driver'));
  put('tty/ttyUSB0', {});
  symlinkSync(path.join(folder, device), path.join(folder, 'tty/ttyUSB0/device'));
  put('tty/tty0', {});
  put('devices/serial8250', {});
  symlinkSync(path.join(folder, 'drivers/ftdi_sio'), path.join(folder, 'devices/serial8250/driver'));
  put('tty/ttyS3', { type: '0' });
  symlinkSync(path.join(folder, 'devices/serial8250'), path.join(folder, 'tty/ttyS3/device'));
  expect(await listSerialOnLinux(path.join(folder, 'tty'))).toStrictEqual([
    { path: '/dev/ttyUSB0', manufacturer: 'FTDI USB Serial Converter' },
  ]);
});

test('a machine without the folder says so', async () => {
  await expect(listUsbOnLinux(path.join(folder, 'none'))).rejects.toThrow('ENOENT');
});
