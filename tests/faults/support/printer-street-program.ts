import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { enpcPort } from '@auraconnect/printer-drivers/discovery/epson-enpc.ts';
import { printerModels } from '@auraconnect/printer-drivers/models/models.ts';
import { mdnsOver, openMdnsSocket } from '@auraconnect/printer-drivers/discovery/listen-to-mdns.ts';
import { searchPrinters, type PrinterSearchOptions } from '@auraconnect/printer-drivers/discovery/search-printers.ts';
import { starPort } from '@auraconnect/printer-drivers/discovery/star-sdp.ts';
import { enpcPrinterAnswer, starAnswer } from '@auraconnect/printer-drivers/discovery/testing/recorded-answers.ts';

/**
 * A program of its own, since a network namespace is entered by a process: either the printers of a street or who looks for them. The first
 * address is an Epson, the second a Star, the third is mute, the fourth prints just now.
 */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function bePrinters(): Promise<void> {
  const own = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const [epson = '', star = ''] = own;
  for (const address of own) {
    const server = createServer((socket) => {
      say(`connected ${address}`);
      socket.on('data', (bytes) => say(`bytes ${bytes.length} to ${address}`));
      socket.on('error', () => {});
      socket.on('end', () => socket.end());
    });
    await new Promise<void>((resolve) => server.listen(9100, address, resolve));
  }
  await answer(enpcPort, epson, enpcPrinterAnswer('TM-T88V'));
  await answer(starPort, star, starAnswer('TSP143 (STR_T-001)'));
  mdnsOver(await openMdnsSocket(epson)).publish({
    name: 'Counter',
    type: 'pdl-datastream',
    port: 9100,
    txt: { ty: 'EPSON TM-T88V' },
    disableIPv6: true,
    probe: false,
  });
  say('ready');
}

/** A card hears what is sent to everybody and answers from its own address. */
async function answer(port: number, from: string, bytes: Uint8Array): Promise<void> {
  const ear = createSocket('udp4');
  const mouth = createSocket('udp4');
  await new Promise<void>((resolve) => mouth.bind(0, from, resolve));
  ear.on('message', (_question, asker) => mouth.send(bytes, asker.port, asker.address));
  await new Promise<void>((resolve) => ear.bind(port, resolve));
}

async function search(): Promise<void> {
  const found = await searchPrinters({
    setUp: JSON.parse(process.env['SET_UP'] ?? '[]') as PrinterSearchOptions['setUp'],
    models: printerModels,
    listUsb: () => Promise.resolve([]),
    listSerial: () => Promise.resolve([]),
    progress: () => {},
  });
  say(JSON.stringify(found));
  process.exit(0);
}

await (process.argv[2] === 'printers' ? bePrinters() : search());
