import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const openTimeoutMs = 3000;
const pollMs = 10;

/** The serial port of a virtual printer: a pseudo terminal whose other side is the printer. */
export interface PtyFront {
  /** What a program opens as a serial port. */
  readonly path: string;
  /** Pulls the adapter out. */
  stop(): Promise<void>;
}

/**
 * Puts a pseudo terminal in front of a virtual printer (by socat, which knows how to make one without native code). The port is
 * gone when the printer is switched off, as a USB adapter's is.
 *
 * @throws when socat is missing or no terminal comes up
 */
export async function putPtyInFront(path: string, printerPort: number): Promise<PtyFront> {
  const socat = spawn('socat', [`PTY,raw,echo=0,link=${path}`, `TCP:127.0.0.1:${printerPort},nodelay`], {
    stdio: 'ignore',
  });
  let failure: Error | null = null;
  const ended = new Promise<void>((resolve) => {
    socat.once('error', (error) => {
      failure = error;
      resolve();
    });
    socat.once('exit', () => resolve());
  });
  const deadline = performance.now() + openTimeoutMs;
  while (!existsSync(path)) {
    if (failure !== null || socat.exitCode !== null || performance.now() > deadline) {
      socat.kill();
      throw new Error('There is no pseudo terminal: socat is missing or was not allowed to make one.', {
        cause: failure ?? undefined,
      });
    }
    await sleep(pollMs);
  }
  return {
    path,
    stop: async () => {
      socat.kill();
      await ended;
    },
  };
}
