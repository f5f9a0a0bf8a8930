import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Key } from '@auraconnect/shared/time/ids.ts';
import type { EmulatorOptions } from './emulator.ts';
import { printerLanguages } from './language.ts';
import type { VirtualPrinterConfig } from './virtual-printer.ts';

const Port = z.coerce.number().int().min(0).max(65_535);

const PrinterSetting = z.strictObject({
  id: Key,
  name: z.string().min(1).max(60),
  port: Port,
  columns: z.coerce.number().int().min(20).max(96).default(48),
  hasDrawer: z.boolean().default(false),
  language: z.enum(printerLanguages).default('escpos'),
});

/** The demo restaurant's printers. */
const demoPrinters: readonly VirtualPrinterConfig[] = [
  { id: 'receipt', name: 'Counter receipts', port: 4191, columns: 48, hasDrawer: true },
  { id: 'kitchen', name: 'Kitchen', port: 4192, columns: 42, hasDrawer: false },
  { id: 'bar', name: 'Bar', port: 4193, columns: 42, hasDrawer: false },
];

export const emulatorUsage = `The virtual printers: ESC/POS, Star, Daruma and Brother printers on the network whose paper is on a page.

  --http-port PORT   control interface and page          EMULATOR_HTTP_PORT   (default: chosen by the system)
  --host HOST        address to listen on                EMULATOR_HOST        (default: 127.0.0.1)
  --data-dir DIR     where the papers are kept           EMULATOR_DATA_DIR    (default: in memory only)
  --printers JSON    [{"id","name","port","columns","hasDrawer","language"}]
                     language: ${printerLanguages.join(', ')}
                                                         EMULATOR_PRINTERS    (default: receipt 4191, kitchen 4192, bar 4193)
  --announce         a search for printers finds them    EMULATOR_ANNOUNCE=1  (default: they say nothing)
`;

export type EmulatorSettings = Pick<EmulatorOptions, 'printers' | 'httpPort' | 'host' | 'dataDir' | 'announce'>;

/**
 * Reads arguments and, where one is missing, the environment.
 *
 * @throws an Error with one sentence for a person when something does not make sense
 */
export function emulatorSettings(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): EmulatorSettings & { help: boolean } {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      'http-port': option,
      host: option,
      'data-dir': option,
      printers: option,
      announce: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const dataDir = values['data-dir'] ?? environment['EMULATOR_DATA_DIR'];
  const host = values.host ?? environment['EMULATOR_HOST'];
  return {
    help: values.help,
    announce: values.announce || environment['EMULATOR_ANNOUNCE'] === '1',
    printers: readPrinters(values.printers ?? environment['EMULATOR_PRINTERS']),
    httpPort: readPort(values['http-port'] ?? environment['EMULATOR_HTTP_PORT'] ?? '0'),
    ...(host === undefined || host === '' ? {} : { host }),
    ...(dataDir === undefined || dataDir === '' ? {} : { dataDir }),
  };
}

function readPort(text: string): number {
  const port = Port.safeParse(text);
  if (!port.success) throw new Error(`"${text}" is not a port: a number from 0 to 65535.`);
  return port.data;
}

function readPrinters(text: string | undefined): readonly VirtualPrinterConfig[] {
  if (text === undefined || text === '') return demoPrinters;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error('The list of printers is not JSON.', { cause: error });
  }
  const printers = z.array(PrinterSetting).min(1).safeParse(value);
  if (!printers.success) throw new Error(`The list of printers cannot be used: ${z.prettifyError(printers.error)}`);
  return printers.data;
}
