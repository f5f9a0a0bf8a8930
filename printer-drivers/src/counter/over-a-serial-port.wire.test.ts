import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SerialLine } from '@auraconnect/shared/menu/catalogue.ts';
import { expect, onTestFinished, test } from 'vitest';
import { putPtyInFront } from '../emulator/pty-front.ts';
import { openSerialChannel } from '../transports/serial/serial-channel.ts';
import { openPoleDisplay } from './open-pole-display.ts';
import { openScale8217 } from './scale-8217.ts';
import { VirtualPole } from './testing/virtual-pole.ts';
import { VirtualScale } from './testing/virtual-scale.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
if (!hasSocat)
  console.warn('Pole display and scale are not tested over a port: socat is missing (apt-get install socat).');

const timeouts = { connectTimeoutMs: 2000, writeTimeoutMs: 2000 };

/** A pseudo terminal with a device behind it that answers what it is sent. */
async function portOf(device: (bytes: Uint8Array) => Uint8Array): Promise<SerialLine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aura-counter-'));
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => socket.write(device(bytes)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const front = await putPtyInFront(path.join(folder, 'tty'), (server.address() as AddressInfo).port);
  onTestFinished(async () => {
    await front.stop();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { path: front.path, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' };
}

test.skipIf(!hasSocat)('a pole display behind a serial port shows its two lines', async () => {
  const screen = new VirtualPole();
  const line = await portOf((bytes) => {
    screen.feed(bytes);
    return new Uint8Array();
  });
  const pole = openPoleDisplay((signal) => openSerialChannel(line, timeouts, signal), 'cd5220');
  await pole.show('2 Margherita', 'Total          24.00');
  await expect
    .poll(() => screen.lines, { timeout: 10_000 })
    .toStrictEqual(['2 Margherita        ', 'Total          24.00']);
  await pole.close();
  await expect.poll(() => screen.lines.join('').trim(), { timeout: 10_000 }).toBe('');
});

test.skipIf(!hasSocat)('a scale behind a serial port says what lies on it, and that it is gone', async () => {
  const device = new VirtualScale();
  const line = await portOf((bytes) => device.answer(bytes));
  const scale = openScale8217((signal) => openSerialChannel(line, timeouts, signal), {
    unit: 'kg',
    answerTimeoutMs: 500,
  });
  device.grams = 1250;
  expect(await scale.weigh()).toStrictEqual({ state: 'stable', value: '1.250', unit: 'kg' });
  device.moving = true;
  expect(await scale.weigh()).toStrictEqual({ state: 'moving' });
  device.mute = true;
  await expect(scale.weigh()).rejects.toMatchObject({ code: 'scale.no-answer' });
  await scale.close();
});
