import type { PoleDisplay as PoleDriver } from '@auraconnect/printer-drivers/counter/pole-display.ts';
import type { PoleDisplay } from '@auraconnect/shared/menu/catalogue.ts';

const timeouts = { connectTimeoutMs: 3000, writeTimeoutMs: 2000 };

/** A pole display on a serial port of this box. The drivers are loaded when there is one: no start waits for them. */
export async function serialPole({ line, dialect }: PoleDisplay): Promise<PoleDriver> {
  const [{ openPoleDisplay }, { openSerialChannel }] = await Promise.all([
    import('@auraconnect/printer-drivers/counter/open-pole-display.ts'),
    import('@auraconnect/printer-drivers/transports/serial/serial-channel.ts'),
  ]);
  return openPoleDisplay((signal) => openSerialChannel(line, timeouts, signal), dialect);
}
