import { mkdirSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { startServer } from '../harness/child.ts';
import { type Bench, type Check, type Figure, median } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { applianceProgram } from '../store/appliance-program.ts';
import { checkStore } from '../store/check-store.ts';
import { counterSale } from '../store/counter-sale.ts';
import { HttpTill, send } from '../store/http-till.ts';
import { ScreenWall } from '../store/screen-wall.ts';
import { databaseOf, seedStore } from '../store/seed-store.ts';
import { syncMs } from '../store/slow-disk.ts';

const screens = 32;
const turns = 9;
const ordersPerTurn = 20;
const warmUpOrders = 120;

/** From a till's tap to the last of 32 kitchen screens, against a bare ws broadcast after one sync. */
export const kitchenScreens: Bench = {
  ids: ['K1'],
  async run({ say }) {
    say(`K1: ${screens} screens, disk in memory`);
    const fast = await toTheLastScreen('K1', 0);
    say(`K1: ${screens} screens, a sync takes ${syncMs} ms`);
    return [fast, await toTheLastScreen('K1t', syncMs)];
  },
};

async function toTheLastScreen(id: string, sync: number): Promise<Figure> {
  const scratch = scratchFolder('screens');
  const dataDir = join(scratch, 'product');
  mkdirSync(dataDir);
  // One screen more, which does not follow the kitchen: the control.
  const devices = await seedStore(dataDir, { tills: 1, screens: screens + 1 });
  const { ids } = systemPorts(createLog('silent'));
  const { program, baseUrl } = await applianceProgram(
    dataDir,
    scratch,
    {},
    sync === 0 ? undefined : 'tooling/bench/store/slow-appliance.ts',
  );
  const floorServer = await startServer({
    file: 'tooling/bench/floors/bare-broadcast-server.ts',
    programArguments: [join(scratch, 'floor.log'), String(sync)],
  });
  const till = new HttpTill(baseUrl, devices.tills[0] as (typeof devices.tills)[number], ids);
  const floorTill = new HttpTill(baseUrl, devices.tills[0] as (typeof devices.tills)[number], ids);
  const agent = new Agent({ keepAlive: true });
  const orderIds: string[] = [];
  let walls: ScreenWall[] = [];
  try {
    await program.start();
    await till.begin();
    const streamUrl = `${baseUrl.replace('http', 'ws')}/api/v1/stream`;
    const productWall = await ScreenWall.connect(
      screens + 1,
      (index) =>
        new WebSocket(streamUrl, ['aura.v1', `token.${devices.screens[index]?.deviceToken ?? ''}`], {
          perMessageDeflate: false,
        }),
    );
    const floorWall = await ScreenWall.connect(
      screens,
      () => new WebSocket(floorServer.baseUrl.replace('http', 'ws'), { perMessageDeflate: false }),
    );
    walls = [productWall, floorWall];
    productWall.subscribe((index) => (index < screens ? ['kitchen'] : ['menu']));
    const alive = setInterval(
      () => productWall.say({ type: 'alive', at: new Date().toISOString(), view: 'all' }),
      2_000,
    );

    const product = async (): Promise<number | null> => {
      const { orderId, commands } = counterSale(ids);
      const body = till.bodyOf(commands);
      orderIds.push(orderId);
      return productWall.untilSeen(orderId, screens, () => till.post(body));
    };
    const floor = async (): Promise<number | null> => {
      const { orderId, commands } = counterSale(ids);
      const body = floorTill.bodyOf(commands);
      return floorWall.untilSeen(orderId, screens, () => send(agent, floorServer.baseUrl, { method: 'POST', body }));
    };
    let late = 0;
    const medianOf = async (count: number, run: () => Promise<number | null>): Promise<number> => {
      const took: number[] = [];
      for (let order = 0; order < count; order += 1) {
        const ms = await run();
        if (ms === null) late += 1;
        else took.push(ms);
      }
      return median(took);
    };
    await medianOf(warmUpOrders, product);
    await medianOf(warmUpOrders, floor);
    const { values, noisy } = await inTurns(turns, 'floor', {
      floor: () => medianOf(ordersPerTurn, floor),
      product: () => medianOf(ordersPerTurn, product),
    });
    clearInterval(alive);
    const { told } = productWall;
    await program.stop();
    const kept = checkStore(databaseOf(dataDir), orderIds);
    const all = (count: number): Check => {
      const behind = told.slice(0, count).filter((orders) => orders !== orderIds.length).length;
      return {
        ok: late === 0 && behind === 0,
        what: `${behind} of ${count} screens did not show all of ${orderIds.length} orders`,
      };
    };
    const everywhere = all(screens);
    const withTheOther = all(screens + 1);
    return {
      id,
      what: `order to the last of ${screens} screens over bare ws broadcast and one sync${sync === 0 ? '' : ` of ${sync} ms`}`,
      goal: { atMost: 2.5 },
      seen: paired(values.product, values.floor),
      unit: 'x',
      correct: { ok: everywhere.ok && kept.ok, what: `${everywhere.what}; ${kept.what}` },
      control: { ok: !withTheOther.ok, what: `with a screen that does not follow the kitchen: ${withTheOther.what}` },
      noisy,
      note: `bare ${about(values.floor, ' ms', 2)}, ours ${about(values.product, ' ms', 2)}; one order of 7 commands at a time, this process is the till and the screens`,
    };
  } finally {
    for (const wall of walls) wall.close();
    till.close();
    agent.destroy();
    await program.stop();
    await floorServer.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
