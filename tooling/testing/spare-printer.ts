import { startEmulator } from '@auraconnect/printer-drivers/emulator/emulator.ts';
import { call } from '../programs/call.ts';

export interface SparePrinter {
  /** As somebody would type it. */
  address: string;
  drawer(): Promise<'open' | 'closed' | 'none'>;
  pushDrawerShut(): Promise<void>;
  /** What stands on its papers, the newest first. */
  papers(): Promise<string[]>;
  stop(): Promise<void>;
}

/** A virtual printer with a drawer that no store knows yet. */
export async function plugInPrinter(): Promise<SparePrinter> {
  const emulator = await startEmulator({
    printers: [{ id: 'spare', name: 'Spare', port: 0, columns: 48, hasDrawer: true }],
  });
  const spare = `${emulator.httpUrl}/api/printers/spare`;
  return {
    address: `127.0.0.1:${emulator.printers[0]?.port ?? 0}`,
    async drawer() {
      const { printers } = await call<{ printers: { drawer: 'open' | 'closed' | 'none' }[] }>(
        `${emulator.httpUrl}/api/printers`,
      );
      return printers[0]?.drawer ?? 'none';
    },
    async pushDrawerShut() {
      await call(`${spare}/drawer`, { body: { open: false } });
    },
    async papers() {
      const { papers } = await call<{ papers: { plainText: string }[] }>(`${spare}/papers`);
      return papers.map(({ plainText }) => plainText);
    },
    stop: () => emulator.stop(),
  };
}
