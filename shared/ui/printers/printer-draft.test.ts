import { describe, expect, test } from 'vitest';
import { type Printer, usualPrinter } from '../../src/menu/catalogue.ts';
import type { FoundPrinter } from '../../src/protocol/printer-search.ts';
import { addressOf } from './printer-address.ts';
import { isReachedAs, type PrinterDraft, printerDraft, printerFrom, withFound, withModel } from './printer-draft.ts';

const bar: Printer = {
  ...usualPrinter,
  id: 'bar',
  name: 'Bar',
  host: '192.168.1.50',
  port: 9101,
  columns: 42,
  hasDrawer: true,
  drawer: { pin: 5, openLevel: 'high', alarmAfterSeconds: 60 },
};
const typed = (changes: Partial<PrinterDraft>): PrinterDraft => ({
  ...printerDraft(null),
  name: 'Counter',
  ...changes,
});
const network = (address: string): PrinterDraft['connection'] => ({ ...printerDraft(null).connection, address });

describe('a printer that is typed in', () => {
  test('stays as it was when nothing is changed, also behind an address of IPv6', () => {
    expect(printerFrom(printerDraft(bar), bar, [bar])).toEqual(bar);
    const six = { ...bar, host: 'fe80::1' };
    expect(printerFrom(printerDraft(six), six, [six])).toEqual(six);
  });

  test('keeps what somebody else changed since the form was opened, and changes what was typed', () => {
    const now = { ...bar, host: '192.168.1.99', drawer: { ...bar.drawer, pin: 2 as const } };
    expect(printerFrom({ ...printerDraft(bar), name: 'Long bar' }, bar, [now])).toEqual({ ...now, name: 'Long bar' });
    const mine = { ...printerDraft(bar), connection: network('192.168.1.60') };
    expect(printerFrom(mine, bar, [now])).toEqual({ ...now, host: '192.168.1.60', port: 9100 });
  });

  test('comes back as it was typed when somebody else deleted it meanwhile', () => {
    expect(printerFrom({ ...printerDraft(bar), name: 'Long bar' }, bar, [])).toEqual({ ...bar, name: 'Long bar' });
  });

  test('is reached as it is saved until its address, its connection or its model is another', () => {
    expect(isReachedAs({ ...printerDraft(bar), name: 'Long bar', columns: 32, hasDrawer: false }, bar)).toBe(true);
    expect(isReachedAs({ ...printerDraft(bar), connection: network('192.168.1.50') }, bar)).toBe(false);
    expect(isReachedAs({ ...printerDraft(bar), connection: network('') }, bar)).toBe(false);
    expect(isReachedAs({ ...printerDraft(bar), model: 'star-tsp100' }, bar)).toBe(false);
  });

  test('is told the first thing that is missing', () => {
    const usb = { ...network(''), type: 'usb' as const, usb: { vendorId: '04b8', productId: 'xyz', serialNumber: '' } };
    const wrong = (changes: Partial<PrinterDraft>) => printerFrom(typed(changes), null, []);
    expect(wrong({ name: '  ' })).toBe('name');
    expect(wrong({ connection: network('192.168.1.50:99999') })).toBe('printerAddress');
    expect(wrong({ connection: { ...network(''), type: 'serial' } })).toBe('serialPath');
    expect(wrong({ connection: usb })).toBe('usbId');
    expect(wrong({ connection: network('printer.local'), columns: 19 })).toBe('columns');
    expect(wrong({ connection: network('printer.local'), columns: null })).toBe('columns');
  });

  test('gets a key of its own from its name, and USB numbers are read as hexadecimal', () => {
    const usb = { vendorId: '0x04B8', productId: ' 0e15', serialNumber: ' ' };
    const connection = { ...network('left from before'), type: 'usb' as const, usb };
    expect(printerFrom(typed({ name: ' Bar ', connection }), null, [bar])).toMatchObject({
      id: 'bar-2',
      name: 'Bar',
      host: '',
      connection: { type: 'usb', vendorId: 0x04b8, productId: 0x0e15, serialNumber: null },
    });
  });

  test('takes over what the search found, but not over a name that somebody typed', () => {
    const found: FoundPrinter = {
      connection: { type: 'network' },
      host: '192.168.1.7',
      port: 9100,
      makerAndModel: 'EPSON TM-T20III',
      modelSuggestion: 'epson-tm-t20iii',
      evidence: ['epson'],
      alreadySetUp: null,
    };
    const taken = withFound(typed({ name: ' ' }), found);
    expect(printerFrom(taken, null, [])).toMatchObject({ name: 'EPSON TM-T20III', host: '192.168.1.7', port: 9100 });
    expect(withFound(typed({}), found)).toMatchObject({ name: 'Counter', model: 'epson-tm-t20iii' });
    expect(withModel(taken, { id: 'generic-58', name: '58 mm', columns: 32 })).toMatchObject({ columns: 32 });
  });
});

test('an address is a name or number of a machine, with a port or without', () => {
  expect(addressOf(' 192.168.1.50 ')).toEqual({ host: '192.168.1.50', port: 9100 });
  expect(addressOf('http://printer.local:9101/status')).toEqual({ host: 'printer.local', port: 9101 });
  expect(addressOf('[fe80::1]:9100')).toEqual({ host: 'fe80::1', port: 9100 });
  for (const wrong of ['', 'the one at the bar', '192.168.1.50:0', '-printer']) expect(addressOf(wrong)).toBeNull();
});
