import { describe, expect, test } from 'vitest';
import { enpcQuestions, readEnpcAnswer } from './epson-enpc.ts';
import { printerOf } from './mdns.ts';
import { ownNets } from './own-nets.ts';
import { readStarAnswer, starQuestion } from './star-sdp.ts';
import { suggestModel } from './suggest-model.ts';
import { enpcCardAnswer, enpcPrinterAnswer, starAnswer } from './testing/recorded-answers.ts';
import { usbMakerAndModel } from './usb-fingerprints.ts';

describe('Epson network cards', () => {
  test('the model is read out of both kinds of answer', () => {
    expect(readEnpcAnswer(enpcPrinterAnswer('TM-T88V'))).toBe('TM-T88V');
    expect(readEnpcAnswer(enpcCardAnswer('TM-m30III'))).toBe('TM-m30III');
  });

  test('a question that somebody else asks, a cut answer and noise are no printers', () => {
    for (const question of enpcQuestions) expect(readEnpcAnswer(question)).toBeNull();
    expect(readEnpcAnswer(enpcPrinterAnswer('TM-T88V').subarray(0, 40))).toBeNull();
    expect(readEnpcAnswer(new Uint8Array(200).fill(0xff))).toBeNull();
    expect(readEnpcAnswer(new Uint8Array())).toBeNull();
  });

  test('a name of control characters is no name, and the printer still counts', () => {
    expect(readEnpcAnswer(enpcPrinterAnswer('\u001b\u0007'))).toBe('');
  });
});

describe('Star network cards', () => {
  test('the model is read out of the answer', () => {
    expect(readStarAnswer(starAnswer('TSP143 (STR_T-001)'))).toBe('TSP143 (STR_T-001)');
    expect(readStarAnswer(starAnswer(''))).toBe('TSP100LAN');
  });

  test('the question itself, which comes back to whoever asked, is no printer', () => {
    expect(readStarAnswer(starQuestion)).toBeNull();
    const echoed = new Uint8Array(302);
    echoed.set(starQuestion);
    expect(readStarAnswer(echoed)).toBeNull();
  });
});

describe('announcements', () => {
  const announced = { name: 'Counter', port: 9100, addresses: ['192.168.1.40'], sender: '192.168.1.40' };

  test('whatever takes raw bytes is listed; of IPP only what prints receipts', () => {
    const laser = { ty: 'HP LaserJet Pro M404dn' };
    expect(printerOf({ type: 'pdl-datastream', ...announced, txt: laser })?.makerAndModel).toBe(laser.ty);
    expect(printerOf({ type: 'ipp', ...announced, txt: laser })).toBeNull();
    expect(printerOf({ type: 'ipp', ...announced, port: 631, txt: { ty: 'EPSON TM-m30III' } })).toStrictEqual({
      host: '192.168.1.40',
      port: 9100,
      makerAndModel: 'EPSON TM-m30III',
    });
  });

  test('a reflector between two networks is not taken for the printer that it speaks for', () => {
    const reflected = { type: 'pdl-datastream', ...announced, sender: '192.168.1.1', txt: {} };
    expect(printerOf(reflected)?.host).toBe('192.168.1.40');
    expect(printerOf({ ...reflected, sender: '127.0.0.1' })?.host).toBe('127.0.0.1');
    expect(printerOf({ ...reflected, addresses: [], sender: null })).toBeNull();
  });

  test('an address of IPv6 alone is nothing that the settings could hold', () => {
    expect(
      printerOf({ type: 'pdl-datastream', ...announced, addresses: ['fe80::1'], sender: null, txt: {} }),
    ).toBeNull();
  });
});

describe('own nets', () => {
  const card = (address: string, prefix: number, internal = false) => [
    { address, netmask: '', family: 'IPv4' as const, mac: '', internal, cidr: `${address}/${prefix}` },
  ];

  test('only private nets with neighbours are searched, and of a wide one the 256 addresses around this machine', () => {
    const nets = ownNets({
      lo: card('127.0.0.1', 8, true),
      lan: card('10.20.30.40', 16),
      internet: card('203.0.113.9', 24),
      tunnel: card('10.9.9.1', 32),
      small: card('192.168.7.5', 29),
    });
    expect(nets.map(({ address, broadcast, hosts }) => [address, broadcast, hosts.length])).toStrictEqual([
      ['10.20.30.40', '10.20.255.255', 253],
      ['192.168.7.5', '192.168.7.7', 5],
    ]);
    expect(nets[0]?.hosts).not.toContain('10.20.30.40');
    expect(nets[0]?.hosts.slice(0, 1)).toStrictEqual(['10.20.30.1']);
    expect(nets[1]?.hosts).toStrictEqual(['192.168.7.1', '192.168.7.2', '192.168.7.3', '192.168.7.4', '192.168.7.6']);
  });

  test('a machine without a network has none', () => {
    expect(ownNets({})).toStrictEqual([]);
    expect(ownNets({ lo: undefined })).toStrictEqual([]);
  });
});

describe('USB', () => {
  const device = { vendorId: 0x04b8, productId: 0x0202, serialNumber: null, manufacturer: null, product: null };

  test('the maker is known by its number, the model by what the printer says', () => {
    expect(usbMakerAndModel(device)).toBe('Epson TM');
    expect(usbMakerAndModel({ ...device, manufacturer: 'EPSON', product: 'TM-T88VI' })).toBe('Epson TM-T88VI');
    expect(usbMakerAndModel({ ...device, productId: 0x0e15 })).toBe('Epson TM-T20II');
  });

  test('a clone with the number of a chip maker and a number that nobody knows are named without a claim', () => {
    const clone = { ...device, vendorId: 0x0483, productId: 0x5743 };
    expect(usbMakerAndModel(clone)).toBe('ESC/POS printer');
    expect(usbMakerAndModel({ ...clone, product: 'POS80 Printer USB' })).toBe('POS80 Printer USB');
    expect(usbMakerAndModel({ ...device, vendorId: 0xabcd, productId: 0x12 })).toBe('USB abcd:0012');
  });
});

test('the longest name of a known model is suggested, whoever writes it how', () => {
  const models = [
    { id: 'generic', name: 'ESC/POS' },
    { id: 'epson-tm-t20', name: 'Epson TM-T20' },
    { id: 'epson-tm-t20iii', name: 'Epson TM-T20III' },
    { id: 'star-tsp100', name: 'Star TSP100' },
  ];
  expect(suggestModel('EPSON TM T20III', models)).toBe('epson-tm-t20iii');
  expect(suggestModel('TM-T20II', models)).toBe('epson-tm-t20');
  expect(suggestModel('Star TSP100LAN', models)).toBe('star-tsp100');
  expect(suggestModel('HP LaserJet', models)).toBeNull();
  expect(suggestModel(null, models)).toBeNull();
});
