import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { epsonProfile } from '../../drivers/escpos/profile.ts';
import type { EscPosProfile } from '../../drivers/escpos/profile.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { describePrinter } from '../../printer.contract.ts';
import type { PrinterRig } from '../../printer.contract.ts';
import { paperOf, quickTimeouts, rigOf, startGrill } from '../../testing/emulator-rig.ts';
import { openPrinter } from '../../open-printer.ts';
import type { DocumentPrinter, PrinterSettings } from '../../open-printer.ts';

async function emulatorRig(profile: EscPosProfile): Promise<PrinterRig> {
  const grill = await startGrill();
  return rigOf(grill, openPrinter({ host: '127.0.0.1', columns: 48, port: grill.port, profile, ...quickTimeouts }));
}

describePrinter('TCP to an Epson', () => emulatorRig(epsonProfile));
describePrinter('TCP to a printer whose only answer is GS r', () => emulatorRig({ ...epsonProfile, fence: 'status' }));

/** A server that treats a connection as a broken printer does. */
async function faultyServer(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
    // A server that listens to no data never reads: paused on arrival, and left so.
    if (socket.listenerCount('data') > 0) socket.resume();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return (server.address() as AddressInfo).port;
}

function printerAt(port: number, options: Partial<PrinterSettings> = {}): DocumentPrinter {
  const printer = openPrinter({ host: '127.0.0.1', columns: 48, port, ...quickTimeouts, ...options });
  onTestFinished(() => printer.close());
  return printer;
}

/** Answers DLE EOT as a healthy printer and nothing else. */
function answerStatus(socket: Socket, bytes: Buffer): void {
  for (
    let at = bytes.indexOf(Buffer.from([0x10, 0x04]));
    at >= 0;
    at = bytes.indexOf(Buffer.from([0x10, 0x04]), at + 3)
  )
    socket.write(Uint8Array.of(0x12));
}

const smallJob = new Uint8Array(600).fill(0x41);
const bigJob = new Uint8Array(12_000_000).fill(0x41);

describe('a network printer that misbehaves', () => {
  it('fails with nothing sent when nobody listens', async () => {
    const port = await faultyServer(() => {});
    expect(await printerAt(port === 1 ? 2 : 1).print(smallJob)).toMatchObject({
      type: 'failed',
      sentBytes: 0,
      code: 'unreachable',
    });
  });

  it('fails with nothing sent when the name of the printer does not exist', async () => {
    expect(await printerAt(9100, { host: 'printer.invalid' }).print(smallJob)).toMatchObject({
      type: 'failed',
      sentBytes: 0,
      code: 'unreachable',
    });
  });

  it('fails with nothing sent when it hangs up at once', async () => {
    const port = await faultyServer((socket) => socket.resetAndDestroy());
    expect(await printerAt(port).print(smallJob)).toMatchObject({ type: 'failed', sentBytes: 0 });
  });

  it('does not believe that a job was printed because the network took it', async () => {
    const port = await faultyServer(() => {});
    expect(await printerAt(port).print(smallJob)).toMatchObject({
      type: 'unknown',
      sentBytes: 600,
      code: 'not-confirmed',
    });
  });

  it('gives up on a printer that stops reading in mid-job, and says how far it may have got', async () => {
    const port = await faultyServer(() => {});
    const outcome = await printerAt(port).print(bigJob);
    expect(outcome).toMatchObject({ type: 'unknown', code: 'stalled' });
    expect((outcome as { sentBytes: number }).sentBytes).toBeLessThan(bigJob.length);
  });

  it('does not know what came out when the connection is reset after some bytes', async () => {
    const port = await faultyServer((socket) => {
      let received = 0;
      socket.on('data', (bytes) => {
        received += bytes.length;
        answerStatus(socket, bytes);
        if (received > 2000) socket.resetAndDestroy();
      });
    });
    expect(await printerAt(port).print(bigJob)).toMatchObject({ type: 'unknown', code: 'connection-lost' });
  });

  it('does not take automatic status or an old answer for a confirmation', async () => {
    const port = await faultyServer((socket) => {
      socket.on('data', (bytes) => {
        answerStatus(socket, bytes);
        if (bytes.includes('A'))
          socket.write(Uint8Array.of(0x10, 0x00, 0x00, 0x0f, 0x37, 0x22, 0x20, 0x20, 0x20, 0x20, 0x00, 0x11, 0x12));
      });
    });
    expect(await printerAt(port).print(smallJob)).toMatchObject({ type: 'unknown', code: 'not-confirmed' });
  });

  it('opens a new line when the printer closed the warm one, without losing or doubling a job', async () => {
    let connections = 0;
    let printed = 0;
    const port = await faultyServer((socket) => {
      connections += 1;
      socket.on('data', (bytes) => {
        answerStatus(socket, bytes);
        printed += bytes.toString('latin1').split('JOB').length - 1;
        if (!bytes.includes(Buffer.from([0x1d, 0x72, 1]))) return;
        socket.write(Uint8Array.of(0));
        setTimeout(() => socket.destroy(), 20);
      });
    });
    const printer = printerAt(port, { profile: { ...epsonProfile, fence: 'status' } });
    for (let job = 0; job < 3; job += 1) {
      expect(await printer.print(Buffer.from('JOB\n'))).toEqual({ type: 'confirmed', evidence: 'processed' });
      await new Promise((resolve) => {
        setTimeout(resolve, 40);
      });
    }
    expect({ connections, printed }).toEqual({ connections: 3, printed: 3 });
  });

  it('learns that a printer answers only GS r, and does not wait for more the second time', async () => {
    const port = await faultyServer((socket) => {
      socket.on('data', (bytes) => {
        answerStatus(socket, bytes);
        if (bytes.includes(Buffer.from([0x1d, 0x72, 1]))) socket.write(Uint8Array.of(0));
      });
    });
    const printer = printerAt(port, { fenceTimeoutMs: 5000 });
    expect(await printer.print(smallJob)).toEqual({ type: 'confirmed', evidence: 'processed' });
    const startedAt = performance.now();
    expect(await printer.print(smallJob)).toEqual({ type: 'confirmed', evidence: 'processed' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('says that it may be busy with another program when it serves one, and prints when that one is done', async () => {
    const grill = await startGrill();
    onTestFinished(() => grill.emulator.stop());
    const other = connect({ host: '127.0.0.1', port: grill.port });
    await once(other, 'connect');
    const printer = printerAt(grill.port, { profile: epsonProfile });
    const job = await printer.encode(paperOf('Ours'));
    const outcome = await printer.print(job);
    expect(outcome).toMatchObject({ type: 'failed', sentBytes: 0, code: 'no-answer' });
    expect((outcome as { reason: string }).reason).toContain('busy with another program');
    other.end();
    await expect.poll(async () => (await printer.print(job)).type, { timeout: 3000 }).toBe('confirmed');
    expect(await grill.papers()).toEqual(['Ours']);
  });

  it('says of a port that refuses more than of a printer that is not there', async () => {
    const grill = await startGrill();
    await grill.emulator.stop();
    const outcome = await printerAt(grill.port, { profile: epsonProfile }).print(smallJob);
    expect(outcome).toMatchObject({ type: 'failed', code: 'unreachable' });
    expect((outcome as { reason: string }).reason).toContain('refuses the connection');
  });

  it('takes the orderly end of the connection for delivery when a printer is mute', async () => {
    let received = 0;
    const port = await faultyServer((socket) => {
      socket.on('data', (bytes) => {
        received += bytes.length;
      });
      socket.on('end', () => socket.end());
    });
    const mute: EscPosProfile = { ...epsonProfile, realTimeStatus: 'no', fence: 'none' };
    expect(await printerAt(port, { profile: mute }).print(smallJob)).toEqual({
      type: 'confirmed',
      evidence: 'delivered',
    });
    expect(received).toBe(600);
  });

  it('does not know what a mute printer did when it hangs up with a reset or not at all', async () => {
    const mute: EscPosProfile = { ...epsonProfile, realTimeStatus: 'no', fence: 'none' };
    const resetting = await faultyServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
    expect(await printerAt(resetting, { profile: mute }).print(smallJob)).toMatchObject({ type: 'unknown' });
    const hanging = await faultyServer((socket) => socket.resume());
    expect(await printerAt(hanging, { profile: mute }).print(smallJob)).toMatchObject({
      type: 'unknown',
      code: 'stalled',
    });
  });

  it('takes no end that comes by itself for delivery: a mute printer that turns us away has read nothing', async () => {
    const mute: EscPosProfile = { ...epsonProfile, realTimeStatus: 'no', fence: 'none' };
    const later = await faultyServer((socket) => setTimeout(() => socket.end(), 10));
    expect(await printerAt(later, { profile: mute }).print(smallJob)).toMatchObject({
      type: 'unknown',
      code: 'connection-lost',
      sentBytes: 600,
    });
    // Seen before the first byte or behind the last one.
    const atOnce = await faultyServer((socket) => socket.end());
    expect((await printerAt(atOnce, { profile: mute }).print(smallJob)).type).not.toBe('confirmed');
  });

  it('is shared by two entries of the settings, over one connection at a time', async () => {
    let connections = 0;
    let most = 0;
    const port = await faultyServer((socket) => {
      connections += 1;
      most = Math.max(most, connections);
      socket.on('close', () => (connections -= 1));
      socket.on('data', (bytes) => {
        answerStatus(socket, bytes);
        if (bytes.includes(Buffer.from([0x1d, 0x72, 1]))) socket.write(Uint8Array.of(0));
      });
    });
    const profile: EscPosProfile = { ...epsonProfile, fence: 'status' };
    const kitchen = printerAt(port, { profile });
    const bar = printerAt(port, { profile });
    const outcomes = await Promise.all([kitchen, bar, kitchen, bar].map((printer) => printer.print(smallJob)));
    expect(outcomes.map(({ type }) => type)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
    expect(most).toBe(1);
    await kitchen.close();
    expect(await kitchen.print(smallJob)).toMatchObject({ type: 'failed', code: 'closed' });
    expect((await bar.print(smallJob)).type).toBe('confirmed');
  });

  it('has the first byte of a job on a warm line within 50 ms', async () => {
    const emulator = await startEmulator({
      printers: [{ id: 'grill', name: 'Grill', port: 0, columns: 48, hasDrawer: false }],
    });
    onTestFinished(() => emulator.stop());
    const printer = printerAt(emulator.printers[0]!.port, { profile: epsonProfile });
    await printer.print(smallJob);
    const delaysMs: number[] = [];
    for (let job = 0; job < 20; job += 1) {
      const askedAt = performance.now();
      await printer.print(smallJob, { onFirstByte: () => void delaysMs.push(performance.now() - askedAt) });
    }
    expect(delaysMs.toSorted((a, b) => a - b)[10]).toBeLessThan(50);
  });
});
