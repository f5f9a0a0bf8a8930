import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmulator } from '@auraconnect/printer-drivers/emulator/emulator.ts';
import { putPtyInFront } from '@auraconnect/printer-drivers/emulator/pty-front.ts';
import { Printer } from '@auraconnect/shared/menu/catalogue.ts';
import { expect, it, onTestFinished } from 'vitest';
import { quietLog } from '../testing/test-core.ts';
import { networkPrinter } from './network-printer.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;

it.runIf(hasSocat)(
  'a printer that the settings say is on a serial port prints there, and its drawer is read',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aura-serial-'));
    const emulator = await startEmulator({
      printers: [{ id: 'counter', name: 'Counter', port: 0, columns: 42, hasDrawer: true, flowControl: 'xon-xoff' }],
    });
    const front = await putPtyInFront(path.join(folder, 'ttyPOS'), emulator.printers[0]!.port);
    const machine = networkPrinter(quietLog);
    onTestFinished(async () => {
      await machine.close();
      await front.stop();
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    });
    const settings = Printer.parse({
      id: 'counter',
      name: 'Counter',
      host: '',
      port: 9100,
      columns: 42,
      hasDrawer: true,
      connection: { type: 'serial', line: { path: front.path, baudRate: 38_400, flowControl: 'xon-xoff' } },
      model: 'epson-tm-t88vi',
    });
    const outcome = await machine.print(
      {
        kind: 'drawer-kick',
        locale: 'en-US',
        title: '',
        blocks: [{ type: 'drawer-kick', pin: 2 }],
      },
      settings,
      { onFirstByte: async () => {}, signal: new AbortController().signal },
    );
    expect(outcome).toEqual({ type: 'confirmed', evidence: 'printed' });
    expect(await machine.look(settings)).toMatchObject({ problem: null, drawerPin: 'high' });
  },
);
