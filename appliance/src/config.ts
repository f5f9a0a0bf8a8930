import { join, resolve } from 'node:path';
import { isLogLevel, type LogLevel } from './adapters/pino/log.ts';
import type { Screen } from './adapters/express/screens.ts';
import { type ScrubSettings, usualScrub } from './integrity/scrub.ts';
import type { ClockSource } from './store/store-clock.ts';

/**
 * How a command becomes durable. `group-sync`: groups are committed and then the WAL is synced on the thread pool. `full`: SQLite
 * syncs inside COMMIT. `none`: the control that durability tests and benches must see failing; never for a store.
 */
export type Durability = 'group-sync' | 'full' | 'none';

export interface ApplianceConfig {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The appliance's own folder. */
  dataDir: string;
  durability: Durability;
  clockSource: ClockSource;
  /** Devices of the kind `importer` bring history in on its own days: the demo and replays, never a real store. */
  importsHistory: boolean;
  /** A pairing code that always works, for the demo's printed addresses. */
  demoPairingCode?: string | null;
  /** Where the virtual printers' own interface is. */
  paperUrl: string | null;
  /** Pages of these origins may use the API besides the appliance's own. */
  allowedOrigins: string[];
  screens: Screen[];
  version: string;
  /** When and how eagerly the whole history is read again; as usual when not said. */
  scrub?: ScrubSettings;
}

export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
  readonly code = 'config_invalid';
}

export interface Environment {
  readonly [name: string]: string | undefined;
}

export const version = '0.1.0';

/** The folders in which `npm run build` leaves the screens. */
export function builtScreens(root: string): Screen[] {
  return [
    { path: '/pos', title: 'Point of sale', folder: join(root, 'desktop-pos/dist/renderer') },
    { path: '/kds', title: 'Kitchen', folder: join(root, 'kds/dist') },
    { path: '/setup', title: 'Setup', folder: join(root, 'appliance/dist/setup-wizard') },
    { path: '/paper', title: 'Paper', folder: join(root, 'printer-drivers/dist/paper') },
  ];
}

const durabilities: readonly string[] = ['group-sync', 'full', 'none'] satisfies Durability[];
const clockSources: readonly string[] = ['box', 'commands'] satisfies ClockSource[];

/** Reads the environment. @throws ConfigFault with one sentence that names the variable. */
export function readConfig(env: Environment, root: string): ApplianceConfig & { logLevel: LogLevel } {
  const port = Number(env['APPLIANCE_PORT'] ?? '4100');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigFault(`APPLIANCE_PORT must be a port number, not "${env['APPLIANCE_PORT'] ?? ''}".`);
  }
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!isLogLevel(logLevel))
    throw new ConfigFault(`LOG_LEVEL must be debug, info, warn, error or silent, not "${logLevel}".`);
  return {
    host: env['APPLIANCE_HOST'] ?? '127.0.0.1',
    port,
    dataDir: resolve(env['DATA_DIR'] ?? 'data', 'appliance'),
    durability: oneOf(env, 'DURABILITY', durabilities, 'group-sync') as Durability,
    clockSource: oneOf(env, 'CLOCK', clockSources, 'box') as ClockSource,
    importsHistory: env['IMPORTS_HISTORY'] === '1',
    demoPairingCode: env['DEMO_PAIRING_CODE'] || null,
    paperUrl: urlOf(env, 'PAPER_URL'),
    allowedOrigins: (env['APPLIANCE_ORIGINS'] ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    screens: builtScreens(root),
    version,
    scrub: readScrub(env),
    logLevel,
  };
}

function readScrub(env: Environment): ScrubSettings {
  const seconds = Number(env['SCRUB_AFTER_SECONDS'] ?? usualScrub.firstAfterMs / 1000);
  if (!(seconds >= 1 && seconds <= 86_400))
    throw new ConfigFault(`SCRUB_AFTER_SECONDS must be from 1 to 86400, not "${env['SCRUB_AFTER_SECONDS'] ?? ''}".`);
  return { ...usualScrub, firstAfterMs: seconds * 1000 };
}

function oneOf(env: Environment, name: string, allowed: readonly string[], otherwise: string): string {
  const value = env[name] ?? otherwise;
  if (!allowed.includes(value)) throw new ConfigFault(`${name} must be ${allowed.join(' or ')}, not "${value}".`);
  return value;
}

function urlOf(env: Environment, name: string): string | null {
  const value = env[name];
  if (value === undefined || value === '') return null;
  if (!URL.canParse(value))
    throw new ConfigFault(`${name} must be an address such as http://127.0.0.1:4190, not "${value}".`);
  return value;
}
