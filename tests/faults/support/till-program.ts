import { connect } from 'node:net';
import { CommandOutbox } from '@auraconnect/shared/client/command-outbox.ts';
import { MemoryOutboxStore } from '@auraconnect/shared/client/outbox-store.ts';
import { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { StoreStream } from '@auraconnect/shared/client/store-stream.ts';
import { browserIds, browserPorts } from '@auraconnect/shared/ui/client/browser-ports.ts';
import type { SeededDevice } from '../../../tooling/bench/store/seed-store.ts';
import { counterSale } from '../../../tooling/bench/store/counter-sale.ts';
import type { TillReport } from './remote-till.ts';

/**
 * A program of its own: a till's client side as it runs in a browser, without a screen, that can be put into a network of its own. Told
 * `sell` or `rest` by lines on its input; says how it is five times a second.
 */
const baseUrl = process.env['STORE_URL'] ?? '';
const device = JSON.parse(process.env['TILL_DEVICE'] ?? '{}') as SeededDevice;
const { incarnation, deviceToken, staffToken } = device;

let isSelling = false;
const taken: string[] = [];
let refused = 0;

const newId = (): string => browserIds.next();
const api = new StoreApi({
  baseUrl,
  deviceToken: () => deviceToken,
  sendHttp: (request) => browserPorts.sendHttp(request),
  newCorrelationId: newId,
});
const outbox = new CommandOutbox({
  incarnation,
  store: new MemoryOutboxStore(),
  api,
  ports: browserPorts,
  newId,
  handlers: {
    onAnswer: (_envelope, { status }) => void (refused += status === 'refused' ? 1 : 0),
    onSetAside: () => void (refused += 1),
    onState: () => undefined,
  },
});
const stream = new StoreStream({
  url: `${baseUrl.replace('http', 'ws')}/api/v1/stream`,
  deviceToken,
  topics: ['orders'],
  view: () => 'pos',
  ports: browserPorts,
  handlers: { onSnapshot: () => undefined, onDelta: () => undefined, onState: () => undefined },
});

async function sell(): Promise<void> {
  if (!isSelling) return;
  const { orderId, commands } = counterSale(browserIds);
  for (const { type, payload } of commands) await outbox.add({ type, payload, staffToken });
  taken.push(orderId);
}

// The control: a connection that nobody asks how it is believes in the other end for a quarter of an hour.
let plainIsOpen = false;
const { hostname, port } = new URL(baseUrl);
const plain = connect({ host: hostname, port: Number(port) }, () => {
  plainIsOpen = true;
  plain.write('GET /health HTTP/1.1\r\nHost: plain\r\n');
});
plain.on('error', () => (plainIsOpen = false));
plain.on('close', () => (plainIsOpen = false));

await outbox.open();
await outbox.align((await api.bootstrap()).device.lastN);
outbox.run();
stream.run();
setInterval(() => void sell(), 250);
setInterval(() => {
  const report: TillReport = {
    taken,
    refused,
    pending: outbox.state.pendingCount,
    outbox: outbox.state.link,
    stream: stream.state.link,
    plainIsOpen,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}, 200);
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  isSelling = text.includes('sell');
});
// Whoever started it is gone.
process.stdin.on('end', () => process.exit(0));
