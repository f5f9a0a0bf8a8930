import { startEmulator } from './emulator.ts';
import type { Emulator } from './emulator.ts';
import { emulatorSettings, emulatorUsage } from './settings.ts';

/** Starts the virtual printers as a program. Standard output carries JSON lines: `ready` with the addresses, then problems. */
async function main(): Promise<void> {
  const { help, ...settings } = emulatorSettings(process.argv.slice(2), process.env);
  if (help) {
    process.stdout.write(emulatorUsage);
    return;
  }
  const emulator = await startEmulator({
    ...settings,
    onDiskError: (error) =>
      say({ level: 'error', message: 'The disk does not take the paper; printing waits.', error: String(error) }),
  });
  stopOnSignal(emulator);
  say({ level: 'info', message: 'ready', httpUrl: emulator.httpUrl, printers: emulator.printers });
}

function stopOnSignal(emulator: Emulator): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void emulator.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function say(entry: Record<string, unknown>): void {
  process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), program: 'virtual-printers', ...entry })}\n`,
  );
}

/** One sentence for a person instead of a stack. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop the other program, or give the virtual printers another port.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user: choose one above 1023.`;
  if (code !== undefined && path !== undefined)
    return `The virtual printers cannot write to ${path} (${code}): make it writable or give them another --data-dir.`;
  return error.message;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exitCode = 1;
}
