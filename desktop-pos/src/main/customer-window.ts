import type { BrowserWindow, Display, WebPreferences } from 'electron';
import type { ElectronSurface } from './electron-surface.ts';

/**
 * The window on the guest's side: it fills the second screen while there is one, takes no focus from the till, and goes when the screen is
 * unplugged.
 */
export class CustomerWindow {
  readonly #electron: Pick<ElectronSurface, 'BrowserWindow' | 'screen'>;
  readonly #preferences: WebPreferences;
  readonly #origin: () => string;
  #window: BrowserWindow | null = null;
  #shown = false;

  constructor(
    electron: Pick<ElectronSurface, 'BrowserWindow' | 'screen'>,
    preferences: WebPreferences,
    origin: () => string,
  ) {
    this.#electron = electron;
    this.#preferences = preferences;
    this.#origin = origin;
    electron.screen.on('display-added', () => this.#place());
    electron.screen.on('display-removed', () => this.#place());
  }

  /** Also after the appliance's address changed: the page comes from where the till's does. */
  show(): void {
    this.#shown = true;
    if (this.#window === null) this.#place();
    else this.#load(this.#window);
  }

  close(): void {
    this.#shown = false;
    this.#window?.destroy();
  }

  #place(): void {
    const display = this.#secondDisplay();
    if (display === undefined || !this.#shown) this.#window?.destroy();
    else if (this.#window === null) this.#open(display);
  }

  #secondDisplay(): Display | undefined {
    const { screen } = this.#electron;
    const { id } = screen.getPrimaryDisplay();
    return screen.getAllDisplays().find((display) => display.id !== id);
  }

  #open({ bounds }: Display): void {
    const { BrowserWindow } = this.#electron;
    const window = new BrowserWindow({
      ...bounds,
      show: false,
      frame: false,
      fullscreen: true,
      focusable: false,
      skipTaskbar: true,
      autoHideMenuBar: true,
      backgroundColor: '#f5f2ed',
      webPreferences: this.#preferences,
    });
    this.#window = window;
    window.once('ready-to-show', () => window.showInactive());
    window.on('closed', () => {
      if (this.#window === window) this.#window = null;
    });
    window.webContents.on('render-process-gone', () => this.#load(window));
    this.#load(window);
  }

  #load(window: BrowserWindow): void {
    void window.loadURL(`${this.#origin()}/pos/customer`).catch(() => undefined);
  }
}
