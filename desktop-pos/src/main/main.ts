import * as electron from 'electron';
import { join } from 'node:path';
import { runDesktop } from './desktop.ts';

/** `--kiosk` or AURA_KIOSK=1 fills the screen; `--appliance=ADDRESS` or AURA_APPLIANCE names the store's box. */
const named = process.argv.find((argument) => argument.startsWith('--appliance='))?.slice('--appliance='.length);

void runDesktop(electron, {
  distFolder: join(import.meta.dirname, '..'),
  kiosk: process.argv.includes('--kiosk') || process.env['AURA_KIOSK'] === '1',
  address: named ?? process.env['AURA_APPLIANCE'] ?? null,
  platform: process.platform,
  version: electron.app.getVersion(),
});
