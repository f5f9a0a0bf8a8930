import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { answerChannels } from './answer-channels.ts';
import { AddressBook, applianceOrigin, defaultAddress } from './appliance-address.ts';
import { CustomerWindow } from './customer-window.ts';
import type { ElectronSurface } from './electron-surface.ts';
import { posShell } from './pos-shell.ts';
import { SecretVault } from './secret-vault.ts';
import { guardContents, guardSession, webPreferencesFor } from './window-guards.ts';

export interface DesktopOptions {
  /** Folder with `preload` and `renderer` beside `main`. */
  distFolder: string;
  /** Fills the screen and has no way out but the operating system's. */
  kiosk: boolean;
  /** From the command line or the environment; wins over what is remembered. */
  address: string | null;
  platform: string;
  version: string;
}

const partition = 'persist:pos';

/** The desktop till: one guarded window on the appliance's POS page, and one for the guest where there is a second screen. Resolves when the window is made, or at once for a second instance. */
export async function runDesktop(electron: ElectronSurface, options: DesktopOptions): Promise<void> {
  const { app, BrowserWindow, Menu } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  let origin = defaultAddress;
  let window: BrowserWindow | null = null;
  guardContents(app, () => origin);
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();

  const folder = app.getPath('userData');
  const addresses = new AddressBook(folder);
  const vault = new SecretVault(folder, electron.safeStorage, options.platform);
  origin =
    (options.address === null ? null : applianceOrigin(options.address)) ?? (await addresses.read()) ?? defaultAddress;

  const session = electron.session.fromPartition(partition);
  guardSession(session, () => origin);
  const shell = posShell({ net: electron.net, folder: join(options.distFolder, 'renderer'), origin: () => origin });
  session.protocol.handle('http', shell);
  session.protocol.handle('https', shell);

  const preferences = webPreferencesFor(join(options.distFolder, 'preload', 'preload.cjs'), session, app.isPackaged);
  const customer = new CustomerWindow(electron, preferences, () => origin);
  const open = async (): Promise<void> => {
    await window?.loadURL(`${origin}/pos/`).catch(() => undefined);
    customer.show();
  };
  answerChannels(
    electron.ipcMain,
    {
      'desktop:about': () => ({
        version: options.version,
        platform: options.platform,
        kiosk: options.kiosk,
        sealsSecrets: vault.seals,
      }),
      'vault:load': () => vault.load(),
      'vault:save': (text) => vault.save(text),
      'vault:clear': () => vault.clear(),
      'appliance:address': () => origin,
      'appliance:choose': async (address) => {
        const chosen = applianceOrigin(address);
        if (chosen === null) return false;
        origin = chosen;
        await addresses.write(chosen);
        // Answer first: the page that asked is about to go.
        setImmediate(() => void open());
        return true;
      },
    },
    () => origin,
  );

  Menu.setApplicationMenu(null);
  window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 360,
    minHeight: 600,
    show: false,
    kiosk: options.kiosk,
    fullscreen: options.kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#f5f2ed',
    webPreferences: preferences,
  });
  window.once('ready-to-show', () => window?.show());
  window.on('closed', () => {
    window = null;
    // The guest's side alone is no program.
    customer.close();
  });
  // A page that crashed is loaded again; what it had taken is in the device's storage.
  window.webContents.on('render-process-gone', () => void open());
  await open();
}
