import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../emulator/emulator.ts';
import { askByUdp } from './ask-by-udp.ts';
import { enpcQuestions, readEnpcAnswer } from './epson-enpc.ts';
import { scanPort } from './scan-port.ts';
import { searchPrinters } from './search-printers.ts';
import type { PrinterSearchOptions } from './search-printers.ts';
import { mergeSightings } from './merge-sightings.ts';
import { onNetwork } from './sighting.ts';
import { enpcPrinterAnswer } from './testing/recorded-answers.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** No net at all, and short waits: what a test adds is what is found. */
const nothing: PrinterSearchOptions = {
  setUp: [],
  models: [],
  listUsb: () => Promise.resolve([]),
  listSerial: () => Promise.resolve([]),
  progress: () => {},
  nets: [],
  limits: { answerWaitMs: 300, listWaitMs: 200 },
};

test('a machine without USB, serial ports and a network finds nothing and says which ways were closed', async () => {
  const { state, ways, printers } = await searchPrinters({
    ...nothing,
    listUsb: () => Promise.reject(new Error('/sys/bus/usb/devices/ not found')),
    listSerial: () => new Promise(() => {}),
  });
  expect(state).toBe('done');
  expect(printers.filter(({ evidence }) => !evidence.includes('mdns'))).toStrictEqual([]);
  expect(Object.fromEntries(ways.map((one) => [one.way, one.state]))).toMatchObject({
    usb: 'failed',
    serial: 'failed',
    epson: 'done',
    star: 'done',
    'port-9100': 'done',
  });
});

test('what hangs on the machine itself is listed with the settings that it needs', async () => {
  const told: number[] = [];
  const { printers } = await searchPrinters({
    ...nothing,
    models: [{ id: 'epson-tm-t88vi', name: 'Epson TM-T88VI' }],
    setUp: [
      {
        id: 'bar',
        host: '',
        port: 9100,
        connection: { type: 'usb', vendorId: 0x519, productId: 3, serialNumber: null },
      },
    ],
    listUsb: () =>
      Promise.resolve([
        { vendorId: 0x519, productId: 3, serialNumber: '1', manufacturer: null, product: null },
        { vendorId: 0x4b8, productId: 0x202, serialNumber: null, manufacturer: 'EPSON', product: 'TM-T88VI' },
      ]),
    listSerial: () => Promise.resolve([{ path: '/dev/ttyUSB0', manufacturer: 'FTDI' }]),
    progress: (state) => told.push(state.printers.length),
  });
  const own = printers.filter(({ connection }) => connection.type !== 'network');
  expect(
    own.map(({ makerAndModel, modelSuggestion, alreadySetUp }) => [makerAndModel, modelSuggestion, alreadySetUp]),
  ).toStrictEqual([
    ['FTDI', null, null],
    ['Epson TM-T88VI', 'epson-tm-t88vi', null],
    ['Star TSP100', null, 'bar'],
  ]);
  expect(own[0]?.connection).toMatchObject({ type: 'serial', line: { path: '/dev/ttyUSB0', baudRate: 9600 } });
  expect(told.length).toBeGreaterThan(3);
});

test('virtual printers that announce themselves are found with their ports, and gone when they are', async () => {
  const id = `p${process.pid}`;
  const config = { id, name: `Counter ${id}`, port: 0, columns: 48, hasDrawer: true };
  const emulator = await startEmulator({ printers: [config], announce: true });
  const port = emulator.printers[0]?.port ?? 0;
  const search = () => searchPrinters({ ...nothing, limits: { answerWaitMs: 800, listWaitMs: 200 } });
  const { printers } = await search();
  await emulator.stop();
  expect(printers).toContainEqual({
    connection: { type: 'network' },
    host: '127.0.0.1',
    port,
    makerAndModel: `Virtual printer: Counter ${id}`,
    modelSuggestion: null,
    evidence: ['mdns'],
    alreadySetUp: null,
  });
  expect((await search()).printers.map((one) => one.port)).not.toContain(port);
});

test('cards answer a broadcast, and those that answer twice or nonsense do no harm', async () => {
  const card = createSocket('udp4');
  open.push(() => card.close());
  card.on('message', (_question, { address, port }) => {
    card.send(Uint8Array.of(1, 2, 3), port, address);
    card.send(enpcPrinterAnswer('TM-T88V'), port, address);
  });
  await new Promise<void>((resolve) => card.bind(0, resolve));
  const heard: [string, string | null][] = [];
  await askByUdp({
    port: card.address().port,
    questions: enpcQuestions,
    broadcasts: ['127.255.255.255'],
    read: readEnpcAnswer,
    found: (host, name) => heard.push([host, name]),
    waitMs: 150,
  });
  // Two questions, each asked twice.
  expect(heard).toStrictEqual(Array.from({ length: 4 }, () => ['127.0.0.1', 'TM-T88V']));
  const sightings = heard.map(([host, name]) => onNetwork('epson', host, name));
  expect(mergeSightings([...sightings, onNetwork('port-9100', '127.0.0.1')], [], [])).toHaveLength(1);
});

test('the scan finds what listens, sends nothing, and does not touch a printer that is in use', async () => {
  const heard: string[] = [];
  const listen = async (host: string, port: number): Promise<number> => {
    const server = createServer((socket) => {
      heard.push(`connected ${host}`);
      socket.on('data', (bytes) => heard.push(`bytes ${bytes.length}`));
      socket.on('error', () => {});
      socket.on('end', () => socket.end());
    });
    open.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return (server.address() as AddressInfo).port;
  };
  const port = await listen('127.0.77.1', 0);
  await listen('127.0.77.2', port);
  const found: string[] = [];
  let asked = 0;
  await scanPort({
    hosts: Array.from({ length: 40 }, (_, index) => `127.0.77.${index + 1}`),
    port,
    skip: new Set(['127.0.77.2']),
    found: (host) => found.push(host),
    asked: () => (asked += 1),
    atOnce: 8,
    connectTimeoutMs: 300,
    wholeTimeoutMs: 5000,
  });
  expect(found).toStrictEqual(['127.0.77.1']);
  expect(asked).toBe(39);
  expect(heard).toStrictEqual(['connected 127.0.77.1']);
});

test('a search that is broken off ends at once', async () => {
  const stop = new AbortController();
  const search = searchPrinters({ ...nothing, signal: stop.signal, limits: { answerWaitMs: 60_000 } });
  const startedMs = performance.now();
  setTimeout(() => stop.abort(), 20);
  expect((await search).state).toBe('done');
  expect(performance.now() - startedMs).toBeLessThan(1500);
});
