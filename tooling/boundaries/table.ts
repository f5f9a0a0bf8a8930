/**
 * Which part of the code may import which: the one-way street of docs/ARCHITECTURE.md, row by row.
 * A part that has no row here may not exist; the check says so.
 */

export interface Part {
  readonly name: string;
  /** What belongs to it: folders end with a slash. The longest path that fits a file decides. */
  readonly paths: readonly string[];
  /** Names of the parts it may import, besides itself. */
  readonly mayImport: readonly string[];
  /** Runs in a browser or nowhere at all: no `node:` modules. */
  readonly withoutNode?: true;
  /** No clock and no chance of its own. */
  readonly pure?: true;
  /** The only packages it may use; without it, whatever its package.json declares. */
  readonly packages?: readonly string[];
  /** Packages that the platform brings along, so that no package.json names them. */
  readonly platformPackages?: readonly string[];
}

const trade = (room: string, mayImport: readonly string[]): Part => ({
  name: `shared/${room}`,
  paths: [`shared/src/${room}/`],
  mayImport: mayImport.map((name) => `shared/${name}`),
  withoutNode: true,
  pure: true,
  packages: ['zod', 'temporal-polyfill', '@noble/hashes'],
});

/** Draws barcodes and QR codes besides. */
const paper = (part: Part): Part => ({ ...part, packages: [...(part.packages ?? []), 'bwip-js', 'qrcode'] });

const priced = ['money', 'time', 'tax', 'menu', 'pricing'];
const paid = [...priced, 'payment', 'staff'];
const sold = [...paid, 'order'];
const told = [...sold, 'kitchen', 'cash', 'facts', 'loyalty', 'inventory', 'receipt', 'reporting', 'payroll'];

/** The rooms of the trade, from the ground up. */
const tradeRooms: readonly Part[] = [
  trade('money', []),
  trade('time', []),
  trade('tax', ['money', 'time']),
  trade('menu', ['money', 'time', 'tax']),
  trade('pricing', ['money', 'time', 'tax', 'menu']),
  trade('payment', priced),
  trade('staff', ['money', 'time', 'menu']),
  trade('payroll', ['money', 'time', 'staff']),
  trade('order', paid),
  trade('kitchen', sold),
  trade('cash', sold),
  trade('facts', [...sold, 'kitchen', 'cash']),
  trade('loyalty', sold),
  trade('inventory', sold),
  paper(trade('receipt', [...sold, 'kitchen', 'cash', 'loyalty'])),
  trade('reporting', [...sold, 'kitchen', 'cash', 'loyalty', 'inventory', 'payroll', 'receipt']),
  trade('journal', ['money', 'time']),
  {
    ...trade('catalogue', [...told, 'journal']),
    // The journal's envelope and hash know nothing of the trade; only the list of all events does.
    paths: ['shared/src/journal/event-catalogue.ts', 'shared/src/journal/parse-event.ts'],
  },
  trade('protocol', [...told, 'journal', 'catalogue']),
  trade('client', [...told, 'journal', 'catalogue', 'protocol']),
];

const allTrade = tradeRooms.map(({ name }) => name);

const screen = (name: string, paths: readonly string[], mayImport: readonly string[] = []): Part => ({
  name,
  paths,
  mayImport: [...allTrade, 'shared/ui', 'shared/ui-client', ...mayImport],
  withoutNode: true,
});

export const parts: readonly Part[] = [
  ...tradeRooms,
  // How a browser keeps a device's commands and talks to its store; no screen in it.
  { name: 'shared/ui-client', paths: ['shared/ui/client/'], mayImport: allTrade, withoutNode: true },
  { name: 'shared/ui', paths: ['shared/ui/'], mayImport: [...allTrade, 'shared/ui-client'], withoutNode: true },
  { name: 'shared/testing', paths: ['shared/testing/'], mayImport: allTrade },

  { name: 'printer-drivers', paths: ['printer-drivers/src/'], mayImport: allTrade },
  screen('printer-drivers/paper', ['printer-drivers/src/emulator/paper/'], ['printer-drivers']),

  { name: 'appliance', paths: ['appliance/src/'], mayImport: [...allTrade, 'printer-drivers'] },
  screen('appliance/setup-wizard', ['appliance/setup-wizard/']),

  { name: 'desktop-pos/common', paths: ['desktop-pos/src/common/'], mayImport: allTrade, withoutNode: true },
  {
    name: 'desktop-pos/main',
    paths: ['desktop-pos/src/main/'],
    mayImport: [...allTrade, 'desktop-pos/common', 'printer-drivers'],
    platformPackages: ['electron'],
  },
  {
    name: 'desktop-pos/preload',
    paths: ['desktop-pos/src/preload/'],
    mayImport: [...allTrade, 'desktop-pos/common'],
    withoutNode: true,
    platformPackages: ['electron'],
  },
  screen('desktop-pos/renderer', ['desktop-pos/src/renderer/'], ['desktop-pos/common']),
  screen('kds', ['kds/']),

  { name: 'cloud-sync', paths: ['cloud-sync/src/', 'cloud-sync/testing/', 'cloud-sync/deploy/'], mayImport: allTrade },
  screen('cloud-sync/portal', ['cloud-sync/portal/']),

  {
    name: 'tooling',
    paths: ['tooling/'],
    mayImport: [...allTrade, 'shared/ui-client', 'shared/testing', 'printer-drivers', 'appliance', 'cloud-sync'],
  },
  {
    name: 'tests',
    paths: ['tests/'],
    mayImport: [
      ...allTrade,
      'shared/ui-client',
      'shared/testing',
      'printer-drivers',
      'appliance',
      'cloud-sync',
      'tooling',
    ],
  },
  // How a folder is built, bundled or tested; no part of any program.
  { name: 'settings', paths: ['vitest.config.ts', 'desktop-pos/'], mayImport: ['tooling'] },
];

/** Inside a program the trade's folders never look at `adapters/`; only what puts the program together does. */
export interface Program {
  readonly folder: string;
  readonly adapters: string;
  /** Files that put the program together, or one command of it. */
  readonly compositionRoots: RegExp;
}

export const programs: readonly Program[] = [
  {
    folder: 'appliance/src/',
    adapters: 'appliance/src/adapters/',
    compositionRoots: /^appliance\/src\/(?:[a-z-]+\.ts|[a-z-]+\/[a-z-]+-command\.ts)$/,
  },
  {
    folder: 'cloud-sync/src/',
    adapters: 'cloud-sync/src/adapters/',
    compositionRoots: /^cloud-sync\/src\/(?:[a-z-]+\.ts|[a-z-]+\/[a-z-]+-command\.ts)$/,
  },
];
