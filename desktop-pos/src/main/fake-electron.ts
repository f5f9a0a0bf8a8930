import { EventEmitter } from 'node:events';
import type { ElectronSurface } from './electron-surface.ts';

type Listener = (...given: never[]) => unknown;

/** A page's contents as Electron makes them: they ask their listeners before they go anywhere. */
export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  /** What Electron does before a navigation that a page or its user began; true when it goes on. */
  wants(event: 'will-navigate' | 'will-redirect' | 'will-attach-webview', url: string): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

export class FakeSession {
  readonly handled = new Map<string, (request: Request) => Promise<Response>>();
  permissionRequest: ((contents: unknown, permission: string, answer: (yes: boolean) => void) => void) | null = null;
  permissionCheck: (() => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  beforeRequest: ((details: { url: string }, answer: (verdict: { cancel?: boolean }) => void) => void) | null = null;
  headersReceived:
    | ((
        details: { resourceType: string; responseHeaders?: Record<string, string[]> },
        answer: (verdict: { responseHeaders?: Record<string, string[]> }) => void,
      ) => void)
    | null = null;

  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void =>
      void this.handled.set(scheme, handler),
  };
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<FakeSession['beforeRequest']>): void =>
      void (this.beforeRequest = listener),
    onHeadersReceived: (listener: NonNullable<FakeSession['headersReceived']>): void =>
      void (this.headersReceived = listener),
  };
  setPermissionRequestHandler(handler: NonNullable<FakeSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }

  cancels(url: string): boolean {
    let cancel = false;
    this.beforeRequest?.({ url }, (verdict) => (cancel = verdict.cancel === true));
    return cancel;
  }
}

export interface FakeElectron {
  electron: ElectronSurface;
  session: FakeSession;
  windows: {
    options: Record<string, unknown>;
    contents: FakeContents;
    loaded: string[];
    focused: number;
    emitter: EventEmitter;
    destroyed: boolean;
  }[];
  /** The machine's screens, the first of them the main one; `emit` says that one was plugged in or out. */
  screen: EventEmitter & {
    displays: { id: number; bounds: { x: number; y: number; width: number; height: number } }[];
  };
  app: EventEmitter & { quits: number; sandboxed: boolean };
  /** As the renderer's `ipcRenderer.invoke` reaches the main process, from a frame of this address. */
  invoke(channel: string, frame: { url: string; parent?: unknown } | null, ...asks: unknown[]): Promise<unknown>;
  channels: string[];
  fetched: string[];
  /** What the network answers; rejecting means that nobody does. */
  network: (url: string) => Promise<Response>;
  menu: unknown;
}

export interface FakeOptions {
  folder: string;
  isFirst?: boolean;
  isPackaged?: boolean;
  backend?: string;
  canEncrypt?: boolean;
}

/** Electron's surface without Electron: it keeps what it is told, asks back where Electron asks, and opens nothing. */
export function fakeElectron({
  folder,
  isFirst = true,
  isPackaged = true,
  backend = 'gnome_libsecret',
  canEncrypt = true,
}: FakeOptions): FakeElectron {
  const session = new FakeSession();
  const handlers = new Map<string, (event: unknown, ...asks: unknown[]) => unknown>();
  const app = Object.assign(new EventEmitter(), {
    quits: 0,
    sandboxed: false,
    isPackaged,
    requestSingleInstanceLock: () => isFirst,
    enableSandbox: () => void (app.sandboxed = true),
    quit: () => void (app.quits += 1),
    whenReady: () => Promise.resolve(),
    getPath: () => folder,
    getVersion: () => '0.1.0',
  });
  const screen = Object.assign(new EventEmitter(), {
    displays: [{ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }],
    getAllDisplays: () => screen.displays,
    getPrimaryDisplay: () => screen.displays[0],
  });
  const fake: FakeElectron = {
    session,
    screen,
    app,
    windows: [],
    channels: [],
    fetched: [],
    menu: undefined,
    network: () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED')),
    invoke: async (channel, frame, ...asks) => {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return await handler({ senderFrame: frame === null ? null : { parent: null, ...frame } }, ...asks);
    },
    electron: undefined as unknown as ElectronSurface,
  };
  class FakeWindow extends EventEmitter {
    readonly webContents = new FakeContents();
    readonly record: FakeElectron['windows'][number];
    constructor(options: Record<string, unknown>) {
      super();
      this.record = { options, contents: this.webContents, loaded: [], focused: 0, emitter: this, destroyed: false };
      fake.windows.push(this.record);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL(url: string): Promise<void> {
      this.record.loaded.push(url);
      return Promise.resolve();
    }
    isMinimized = (): boolean => false;
    restore = (): void => undefined;
    show = (): void => undefined;
    showInactive = (): void => undefined;
    destroy = (): void => {
      this.record.destroyed = true;
      this.emit('closed');
    };
    focus = (): void => void (this.record.focused += 1);
  }
  fake.electron = {
    app,
    BrowserWindow: FakeWindow,
    screen,
    ipcMain: {
      handle: (channel: string, handler: Listener) => {
        fake.channels.push(channel);
        handlers.set(channel, handler as never);
      },
    },
    safeStorage: {
      isEncryptionAvailable: () => canEncrypt,
      getSelectedStorageBackend: () => backend,
      encryptString: (text: string) => Buffer.from(`sealed:${text.split('').toReversed().join('')}`),
      decryptString: (sealed: Buffer) => {
        const text = sealed.toString();
        if (!text.startsWith('sealed:'))
          throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
        return text.slice('sealed:'.length).split('').toReversed().join('');
      },
    },
    session: { fromPartition: () => session },
    net: {
      fetch: (input: string | Request) => {
        const url = typeof input === 'string' ? input : input.url;
        fake.fetched.push(url);
        return fake.network(url);
      },
    },
    Menu: { setApplicationMenu: (menu: unknown) => void (fake.menu = menu) },
  } as unknown as ElectronSurface;
  return fake;
}
