import type { App, BrowserWindow, IpcMain, Menu, Net, SafeStorage, Screen, Session } from 'electron';

/**
 * The part of Electron that this program touches. It is handed in, so that the guards can be tried without a window: importing
 * `electron` outside of Electron gives no such thing.
 */
export interface ElectronSurface {
  app: App;
  BrowserWindow: typeof BrowserWindow;
  ipcMain: IpcMain;
  safeStorage: SafeStorage;
  session: { fromPartition(partition: string): Session };
  net: Pick<Net, 'fetch'>;
  Menu: typeof Menu;
  /** Usable once the app is ready. */
  screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'on'>;
}
