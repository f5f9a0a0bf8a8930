import type { ByteChannel, OpenChannel } from '../transports/byte-channel.ts';
import type { PoleDisplay } from './pole-display.ts';
import { poleClear, poleLines, poleStart } from './pole-language.ts';
import type { PoleDialect } from './pole-language.ts';

/** How long the display may take to show nothing before the wire is let go. */
const farewellMs = 300;

interface Wanted {
  readonly top: string;
  readonly bottom: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A display behind a serial port, or any other wire. It says nothing back, so that only the wire can fail; the wire is opened with the first text
 * and anew after it broke. While one text is on its way only the newest of the next ones waits: 40 characters at 9600 baud take 50 ms.
 */
export function openPoleDisplay(open: OpenChannel, dialect: PoleDialect): PoleDisplay {
  let channel: ByteChannel | null = null;
  let newest: Wanted | null = null;
  let running: Promise<void> | null = null;

  const connected = async (): Promise<ByteChannel> => {
    if (channel !== null) return channel;
    const opened = await open(undefined);
    opened.onBytes(() => {});
    void opened.closed.then(() => {
      if (channel === opened) channel = null;
    });
    channel = opened;
    await opened.write(poleStart());
    return opened;
  };
  const send = async (top: string, bottom: string): Promise<void> => {
    const wire = await connected();
    try {
      await wire.write(poleLines(top, bottom, dialect));
    } catch (error) {
      wire.destroy();
      channel = null;
      throw error;
    }
  };
  const run = async (): Promise<void> => {
    for (let wanted = newest; wanted !== null; wanted = newest) {
      newest = null;
      await send(wanted.top, wanted.bottom).then(wanted.resolve, wanted.reject);
    }
    running = null;
  };

  return {
    show: (top, bottom) =>
      new Promise((resolve, reject) => {
        newest?.resolve();
        newest = { top, bottom, resolve, reject };
        running ??= run();
      }),
    close: async () => {
      newest?.resolve();
      newest = null;
      await running;
      const wire = channel;
      channel = null;
      if (wire === null) return;
      await wire.write(poleClear).catch(() => undefined);
      await wire.finish(farewellMs).catch(() => undefined);
      wire.destroy();
    },
  };
}
