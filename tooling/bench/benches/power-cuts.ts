import { mkdirSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { openDatabase } from '@auraconnect/appliance/adapters/sqlite/open-database.ts';
import type { SetupState } from '@auraconnect/shared/protocol/setup-api.ts';
import { ProgramFault } from '../../programs/program.ts';
import type { Bench, BenchOptions, Check } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { type ApplianceProgram, applianceProgram } from '../store/appliance-program.ts';
import { missingOrders } from '../store/check-store.ts';
import { HttpTill, send } from '../store/http-till.ts';
import { LoopDisk, whyNoPowerCuts } from '../store/loop-disk.ts';
import { databaseOf, seedStore, type SeededDevice } from '../store/seed-store.ts';

const tills = 8;
/** How many cuts the control may take to lose something; it loses at nearly each. */
const mostControlCuts = 10;

interface Cuts {
  cuts: number;
  acknowledged: number;
  lost: number;
  /** What was wrong besides lost orders: a broken chain, a damaged database. */
  damage: string[];
}

/** The power of a running appliance's disk is cut in mid-sale, again and again; every acknowledged order must be there afterwards. */
export const powerCuts: Bench = {
  ids: ['D0'],
  async run(options) {
    const reason = await whyNoPowerCuts();
    if (reason !== null) {
      options.say(`D0 SKIPPED: ${reason}`);
      return [{ id: 'D0', skipped: reason }];
    }
    const first = await firstMinute();
    const ours = await cutAgainAndAgain('group-sync', options.cuts, options, () => false);
    const control = await cutAgainAndAgain('none', mostControlCuts, options, ({ lost }) => lost > 0);
    const text = ({ cuts, acknowledged, lost, damage }: Cuts): string =>
      `${lost} of ${acknowledged} acknowledged orders lost in ${cuts} power cuts${damage.length > 0 ? `; ${damage.join(', ')}` : '; chain and database whole'}`;
    return [
      {
        id: 'D0',
        what: 'acknowledged orders lost in replayed power cuts',
        goal: { atMost: 0 },
        seen: [ours.lost],
        unit: '',
        correct: { ok: ours.acknowledged > 0 && ours.lost === 0 && ours.damage.length === 0, what: text(ours) },
        control: { ok: control.lost > 0, what: `the appliance with DURABILITY=none: ${text(control)}` },
        note: `${ours.acknowledged} orders of ${tills} tills over HTTP, ${ours.cuts} cuts, one store that lived through all of them; xfs over a loop device`,
      },
      {
        id: 'D0i',
        what: 'boxes that are set up no more after a power cut in their first minute',
        goal: { atMost: 0 },
        seen: [first.right.ok ? 0 : 1],
        unit: '',
        correct: first.right,
        control: first.control,
        note: 'the power is cut right after POST /setup was answered; then the appliance is started again',
      },
    ];
  },
};

async function cutAgainAndAgain(
  durability: 'group-sync' | 'none',
  most: number,
  { say }: BenchOptions,
  enough: (cuts: Cuts) => boolean,
): Promise<Cuts> {
  const scratch = scratchFolder(`power-cuts-${durability}`);
  const disk = new LoopDisk(scratch);
  const dataDir = join(disk.mountPoint, 'data');
  const result: Cuts = { cuts: 0, acknowledged: 0, lost: 0, damage: [] };
  try {
    await disk.make();
    mkdirSync(dataDir);
    const seeded = await seedStore(dataDir, { tills });
    // Started once and written out as any box is after its first evening; `firstMinute` cuts earlier.
    const { program } = await applianceProgram(dataDir, scratch, { DURABILITY: durability, LOG_LEVEL: 'silent' });
    await program.start();
    await program.stop();
    await disk.flush();
    const known = new Set<string>();
    while (result.cuts < most && !enough(result)) {
      for (const orderId of await sellUntilCut({ disk, dataDir, scratch, durability, devices: seeded.tills }))
        known.add(orderId);
      result.cuts += 1;
      await disk.powerOn();
      look(databaseOf(dataDir), known, result);
      if (result.cuts % 10 === 0)
        say(`D0 ${durability}: ${result.cuts} cuts, ${known.size} orders, ${result.lost} lost`);
    }
    return result;
  } finally {
    await disk.drop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A new box is set up, its power is cut at once: it has to start again as the store that it said it is. */
async function firstMinute(): Promise<{ right: Check; control: Check }> {
  const right = await setUpAndCut('group-sync');
  const without = await setUpAndCut('none');
  return { right, control: { ok: !without.ok, what: `with DURABILITY=none: ${without.what}` } };
}

const setup = {
  code: null,
  storeName: 'First minute',
  currency: 'USD',
  locale: 'en-US',
  timeZone: 'America/New_York',
  dayCutOff: '04:00',
  people: [{ name: 'Anna', roleId: 'owner', pin: '4711' }],
  starter: 'grill',
  deviceName: 'Counter',
};

async function setUpAndCut(durability: string): Promise<Check> {
  const scratch = scratchFolder('first-minute');
  const disk = new LoopDisk(scratch);
  const agent = new Agent();
  const started = async (): Promise<ApplianceProgram> => {
    const started = await applianceProgram(join(disk.mountPoint, 'data'), scratch, {
      DURABILITY: durability,
      LOG_LEVEL: 'silent',
    });
    await started.program.start();
    return started;
  };
  try {
    await disk.make();
    const before = await started();
    const body = JSON.stringify(setup);
    const answer = await send(agent, `${before.baseUrl}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await disk.cut();
    await before.program.kill();
    if (answer.status >= 300)
      return { ok: false, what: `setup was answered ${answer.status}: ${answer.text.slice(0, 200)}` };
    await disk.powerOn();
    const after = await started();
    const state = await send(agent, `${after.baseUrl}/api/v1/setup/state`);
    await after.program.stop();
    const { state: is } = JSON.parse(state.text) as SetupState;
    return { ok: is === 'ready', what: `after the cut the store is ${is}` };
  } catch (error) {
    if (!(error instanceof ProgramFault)) throw error;
    return { ok: false, what: `after the cut the appliance does not start: ${error.message}` };
  } finally {
    agent.destroy();
    await disk.drop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface CutParts {
  disk: LoopDisk;
  dataDir: string;
  scratch: string;
  durability: string;
  devices: readonly SeededDevice[];
}

/** @returns the orders that were acknowledged before the cut began. */
async function sellUntilCut({ disk, dataDir, scratch, durability, devices }: CutParts): Promise<string[]> {
  const { program, baseUrl } = await applianceProgram(dataDir, scratch, {
    DURABILITY: durability,
    LOG_LEVEL: 'silent',
  });
  const { ids } = systemPorts(createLog('silent'));
  const acknowledged: string[] = [];
  let cut = false;
  await program.start();
  const selling = devices.map(async (device) => {
    const till = new HttpTill(baseUrl, device, ids);
    try {
      await till.begin();
      while (!cut) {
        const orderId = await till.sell();
        // An answer that came while the cut was under way proves nothing.
        if (!cut) acknowledged.push(orderId);
      }
    } catch (error) {
      if (!cut) throw error;
    } finally {
      till.close();
    }
  });
  const trouble = Promise.all(selling);
  try {
    await Promise.race([trouble, delay(200 + Math.random() * 600)]);
    cut = true;
    await disk.cut();
  } finally {
    cut = true;
    await program.kill();
  }
  await trouble;
  return acknowledged;
}

/** Opens what the cut has left, as the appliance does, and looks for every order that was ever acknowledged. */
function look(databasePath: string, known: Set<string>, result: Cuts): void {
  const db = openDatabase({ path: databasePath, synchronous: 'NORMAL' });
  const integrity = db.pragma('quick_check', { simple: true });
  db.close();
  const { missing, chain } = missingOrders(databasePath, known);
  result.acknowledged = known.size;
  result.lost += missing.length;
  // Counted once: the next look would find them missing again.
  for (const orderId of missing) known.delete(orderId);
  if (chain !== null) result.damage.push(`chain ${chain}`);
  if (integrity !== 'ok') result.damage.push(`quick_check ${String(integrity).slice(0, 80)}`);
}
