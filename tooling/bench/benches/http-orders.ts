import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { cpuMsOf, startServer } from '../harness/child.ts';
import { type Bench, type Check, median } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { applianceProgram } from '../store/appliance-program.ts';
import { checkNoticesLoss, checkStore } from '../store/check-store.ts';
import { counterSale } from '../store/counter-sale.ts';
import { HttpTill, send } from '../store/http-till.ts';
import { databaseOf, seedStore, type SeededDevice } from '../store/seed-store.ts';
import { Agent } from 'node:http';

const tills = 10;
const turns = 9;
const turnMs = 1_500;
const warmUpMs = 4_000;

interface Side {
  pid: number;
  sell: (() => Promise<string>)[];
  orderIds: string[];
  cpuMsPerOrder: number[];
}

/** The whole way of an order over HTTP against bare node:http in front of the same commit. This process is the tills. */
export const httpOrders: Bench = {
  ids: ['H1'],
  async run({ say }) {
    const scratch = scratchFolder('http');
    const folders = { product: join(scratch, 'product'), floor: join(scratch, 'floor') };
    for (const folder of Object.values(folders)) mkdirSync(folder);
    const productDevices = await seedStore(folders.product, { tills });
    const floorDevices = await seedStore(folders.floor, { tills });
    const { program, baseUrl } = await applianceProgram(folders.product, scratch);
    const floorServer = await startServer({
      file: 'tooling/bench/floors/bare-commit-server.ts',
      programArguments: [folders.floor],
    });
    const { ids } = systemPorts(createLog('silent'));
    try {
      await program.start();
      const httpTills = productDevices.tills.map((device) => new HttpTill(baseUrl, device, ids));
      for (const till of httpTills) await till.begin();
      const product: Side = {
        pid: program.pid ?? 0,
        sell: httpTills.map((till) => () => till.sell()),
        orderIds: [],
        cpuMsPerOrder: [],
      };
      const floorTills = floorDevices.tills.map((device) => bareTill(floorServer.baseUrl, device, ids));
      const floor: Side = { pid: floorServer.pid, sell: floorTills, orderIds: [], cpuMsPerOrder: [] };
      say('H1: warming up');
      for (const side of [product, floor]) {
        await ordersPerSecond(side, warmUpMs);
        side.cpuMsPerOrder.length = 0;
      }
      say(`H1: ${turns} turns of ${turnMs / 1000} s a side`);
      const { values, noisy } = await inTurns(turns, 'floor', {
        floor: () => ordersPerSecond(floor, turnMs),
        product: () => ordersPerSecond(product, turnMs),
      });
      for (const till of httpTills) till.close();
      await program.stop();
      await floorServer.stop();
      const correct = checkStore(databaseOf(folders.product), product.orderIds);
      const floorRight = checkStore(databaseOf(folders.floor), floor.orderIds);
      const both: Check = { ok: correct.ok && floorRight.ok, what: `${correct.what}; the floor: ${floorRight.what}` };
      const control = checkNoticesLoss(databaseOf(folders.product), product.orderIds);
      const note =
        `orders per second: bare ${about(values.floor, '', 0)}, ours ${about(values.product, '', 0)}; ` +
        `server CPU per order: bare ${median(floor.cpuMsPerOrder).toFixed(2)} ms, ours ${median(product.cpuMsPerOrder).toFixed(2)} ms; ${tills} tills, a closed loop, memory-backed disk`;
      return [
        {
          id: 'H1',
          what: 'orders per second of the appliance over bare node:http with the same commit',
          goal: { atLeast: 0.8 },
          seen: paired(values.product, values.floor),
          unit: 'x',
          correct: both,
          control,
          noisy,
          note,
        },
        {
          id: 'H1c',
          what: 'server CPU per order of the bare server over ours',
          goal: { atLeast: 0.8 },
          seen: paired(floor.cpuMsPerOrder, product.cpuMsPerOrder),
          unit: 'x',
          correct: both,
          control,
          noisy,
          note: 'the same turns by the processes’ own CPU time, which the tills do not share',
        },
      ];
    } finally {
      await program.stop();
      await floorServer.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function ordersPerSecond(side: Side, durationMs: number): Promise<number> {
  const cpuBefore = cpuMsOf(side.pid);
  const startedMs = performance.now();
  let orders = 0;
  await Promise.all(
    side.sell.map(async (sell) => {
      while (performance.now() - startedMs < durationMs) {
        side.orderIds.push(await sell());
        orders += 1;
      }
    }),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  const cpuAfter = cpuMsOf(side.pid);
  if (cpuBefore !== null && cpuAfter !== null) side.cpuMsPerOrder.push((cpuAfter - cpuBefore) / orders);
  return orders / seconds;
}

/** A till of the bare server: the same bytes, without a key to check. */
function bareTill(baseUrl: string, device: SeededDevice, ids: { next(): string }): () => Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // The drawer was opened with n = 1 when the store was made.
  const till = new HttpTill(baseUrl, device, ids, 1);
  return async () => {
    const { orderId, commands } = counterSale(ids);
    const headers = { 'content-type': 'application/json', 'x-device': device.deviceId };
    const { status, text } = await send(agent, baseUrl, { method: 'POST', headers, body: till.bodyOf(commands) });
    const answers = JSON.parse(text) as { status: unknown }[];
    if (status !== 200 || answers.some((answer) => answer.status !== 'accepted'))
      throw new Error(`the floor answered ${status}: ${text.slice(0, 200)}`);
    return orderId;
  };
}
