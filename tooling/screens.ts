export interface Screen {
  readonly name: string;
  /** The folder with index.html and vite.config.ts, from the root of the checkout. */
  readonly app: string;
  readonly output: string;
  /** Other folders whose files it is made of. */
  readonly sources: readonly string[];
}

const common = ['shared/src', 'shared/ui'];

export const screens: readonly Screen[] = [
  {
    name: 'pos',
    app: 'desktop-pos/src/renderer',
    output: 'desktop-pos/dist/renderer',
    sources: [...common, 'desktop-pos/src/common'],
  },
  { name: 'kds', app: 'kds', output: 'kds/dist', sources: common },
  { name: 'setup', app: 'appliance/setup-wizard', output: 'appliance/dist/setup-wizard', sources: common },
  { name: 'portal', app: 'cloud-sync/portal', output: 'cloud-sync/dist/portal', sources: common },
  { name: 'paper', app: 'printer-drivers/src/emulator/paper', output: 'printer-drivers/dist/paper', sources: common },
];
