import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { cpuMsOf, startServer } from '../harness/child.ts';
import { type Bench, type Check, median } from '../harness/figure.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { about, inTurns, paired } from '../harness/turns.ts';
import { applianceProgram } from '../store/appliance-program.ts';
import { HttpTill } from '../store/http-till.ts';
import { framesOf, type OpenSocket, reconnectAll } from '../store/reconnect-storm.ts';
import { seedStore } from '../store/seed-store.ts';

const screens = 200;
const openOrders = 30;
const turns = 7;
/** The time that a process has used is told in hundredths of a second. */
const stormsPerTurn = 3;

/** A switch in the kitchen was off and on again: 200 screens come back at once, against a server that sends all of them the same bytes. */
export const reconnects: Bench = {
  ids: ['W1'],
  async run({ say }) {
    if (cpuMsOf(process.pid) === null)
      return [{ id: 'W1', skipped: 'This system does not tell the CPU time of a process.' }];
    const scratch = scratchFolder('reconnects');
    const dataDir = join(scratch, 'product');
    mkdirSync(dataDir);
    const devices = await seedStore(dataDir, { tills: 1, screens });
    const { ids } = systemPorts(createLog('silent'));
    const { program, baseUrl } = await applianceProgram(dataDir, scratch);
    const till = new HttpTill(baseUrl, devices.tills[0] as (typeof devices.tills)[number], ids);
    let stopFloor = (): Promise<void> => Promise.resolve();
    try {
      await program.start();
      await till.begin();
      let lastOrderId = '';
      for (let order = 0; order < openOrders; order += 1) lastOrderId = await till.sell();
      const isLast = (frame: Buffer): boolean => frame.includes('"topic":"kitchen"') && frame.includes(lastOrderId);
      const streamUrl = `${baseUrl.replace('http', 'ws')}/api/v1/stream`;
      const product: OpenSocket = (index) =>
        new WebSocket(streamUrl, ['aura.v1', `token.${devices.screens[index]?.deviceToken ?? 'nobody'}`], {
          perMessageDeflate: false,
        });
      const frames = await framesOf(product(0), isLast);
      const file = join(scratch, 'frames.json');
      writeFileSync(file, JSON.stringify(frames));
      const floor = await startServer({
        file: 'tooling/bench/floors/static-frames-server.ts',
        programArguments: [file],
      });
      stopFloor = floor.stop;
      const floorUrl = floor.baseUrl.replace('http', 'ws');
      let missing = 0;
      const stalls: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
      const storm = async (
        side: 'ours' | 'floor',
        pid: number,
        open: OpenSocket,
        healthUrl: string,
      ): Promise<number> => {
        const before = cpuMsOf(pid) ?? Number.NaN;
        let longestMs = 0;
        for (let time = 0; time < stormsPerTurn; time += 1) {
          const { served, stallMs } = await reconnectAll(screens, open, isLast, healthUrl);
          missing += screens - served;
          longestMs = Math.max(longestMs, stallMs);
        }
        stalls[side].push(longestMs);
        return ((cpuMsOf(pid) ?? Number.NaN) - before) / stormsPerTurn;
      };
      const sides = {
        ours: () => storm('ours', program.pid ?? 0, product, `${baseUrl}/health`),
        floor: () =>
          storm('floor', floor.pid, () => new WebSocket(floorUrl, { perMessageDeflate: false }), floor.baseUrl),
      };
      say(`W1: ${screens} screens come back at once, ${turns} times`);
      for (let warmUp = 0; warmUp < 2; warmUp += 1) {
        await sides.ours();
        await sides.floor();
      }
      stalls.ours = [];
      stalls.floor = [];
      const { values, noisy } = await inTurns(turns, 'floor', sides);
      const stranger = await reconnectAll(screens + 1, product, isLast, `${baseUrl}/health`);
      const correct: Check = {
        ok: missing === 0,
        what: `${missing} boards were missing after ${turns * stormsPerTurn} times ${screens}; each ends with the last of ${openOrders} orders`,
      };
      const control: Check = {
        ok: stranger.served === screens,
        what: `with a screen that nobody knows ${stranger.served} of ${screens + 1} boards are there`,
      };
      const kilobytes = (frames.reduce((sum, frame) => sum + Buffer.byteLength(frame), 0) / 1000).toFixed(0);
      const base = { unit: 'x', correct, control, noisy };
      return [
        {
          ...base,
          id: 'W1',
          what: `CPU of the server while ${screens} screens come back over one that sends all of them the same bytes`,
          goal: { atMost: 1.2 },
          seen: paired(values.ours, values.floor),
          note: `ours ${about(values.ours, ' ms', 0)}, bare ws server ${about(values.floor, ' ms', 0)}; ${kilobytes} KB a screen: the greeting, the menu and a kitchen of ${openOrders} orders`,
        },
        {
          ...base,
          id: 'W1s',
          what: 'the longest that a small request waits meanwhile, over the same',
          goal: { atMost: 1.5 },
          seen: paired(stalls.ours.slice(-turns), stalls.floor.slice(-turns)),
          note: `ours ${median(stalls.ours).toFixed(0)} ms, bare ${median(stalls.floor).toFixed(0)} ms; the screens are all in this process, and its own work is in both`,
        },
      ];
    } finally {
      till.close();
      await stopFloor();
      await program.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};
