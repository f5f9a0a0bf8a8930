import { join } from 'node:path';
import { Program } from './program.ts';

export interface StorePorts {
  appliance: number;
  cloud: number;
  /** Control interface of the virtual printers. */
  paper: number;
  receipt: number;
  kitchen: number;
  bar: number;
}

export const defaultPorts: StorePorts = {
  appliance: 4100,
  cloud: 4200,
  paper: 4194,
  receipt: 4191,
  kitchen: 4192,
  bar: 4193,
};

export interface StorePrograms {
  printers: Program;
  cloud: Program;
  appliance: Program;
  applianceUrl: string;
  cloudUrl: string;
  paperUrl: string;
}

export interface StoreProgramOptions {
  ports: StorePorts;
  dataDir: string;
  cloudEnv?: Record<string, string>;
  applianceEnv?: Record<string, string>;
  /** The virtual printers say by multicast DNS that they are there. */
  announce?: boolean;
}

/** A whole store as processes that are not started yet: virtual printers, cloud, appliance, each with its log beside its data. */
export function storePrograms({
  ports,
  dataDir,
  cloudEnv = {},
  applianceEnv = {},
  announce = false,
}: StoreProgramOptions): StorePrograms {
  const url = (port: number): string => `http://127.0.0.1:${port}`;
  const log = (name: string): string => join(dataDir, 'logs', `${name}.log`);
  const paperUrl = url(ports.paper);
  const printer = (id: string, name: string, port: number, columns: number, hasDrawer: boolean) => ({
    id,
    name,
    port,
    columns,
    hasDrawer,
  });
  return {
    paperUrl,
    applianceUrl: url(ports.appliance),
    cloudUrl: url(ports.cloud),
    printers: new Program({
      name: 'The virtual printers',
      entry: 'printer-drivers/src/emulator/main.ts',
      env: {
        EMULATOR_HTTP_PORT: String(ports.paper),
        EMULATOR_DATA_DIR: join(dataDir, 'paper'),
        EMULATOR_ANNOUNCE: announce ? '1' : '0',
        EMULATOR_PRINTERS: JSON.stringify([
          printer('receipt', 'Receipts', ports.receipt, 48, true),
          printer('kitchen', 'Kitchen', ports.kitchen, 42, false),
          printer('bar', 'Bar', ports.bar, 42, false),
        ]),
      },
      healthUrl: `${paperUrl}/printers`,
      logFile: log('printers'),
    }),
    cloud: new Program({
      name: 'The cloud',
      entry: 'cloud-sync/src/main.ts',
      env: { CLOUD_PORT: String(ports.cloud), DATA_DIR: dataDir, ...cloudEnv },
      healthUrl: `${url(ports.cloud)}/health`,
      logFile: log('cloud'),
      startTimeoutMs: 120_000,
    }),
    appliance: new Program({
      name: 'The appliance',
      entry: 'appliance/src/main.ts',
      env: { APPLIANCE_PORT: String(ports.appliance), DATA_DIR: dataDir, PAPER_URL: paperUrl, ...applianceEnv },
      healthUrl: `${url(ports.appliance)}/health`,
      logFile: log('appliance'),
    }),
  };
}
