import type { App, Session, WebContents, WebPreferences } from 'electron';
import { contentPolicy } from './content-policy.ts';

/** What every page of this program runs under. Written out although some are defaults: a default can change, this must not. */
export function webPreferencesFor(preload: string, session: Session, isPackaged: boolean): WebPreferences {
  return {
    preload,
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !isPackaged,
  };
}

/** The till's own page of this appliance; anything else is somewhere a till must not go. */
export function isTillPage(url: string, origin: string): boolean {
  try {
    const target = new URL(url);
    return target.origin === origin && (target.pathname === '/pos' || target.pathname.startsWith('/pos/'));
  } catch {
    return false;
  }
}

/** Whether the page may talk to this address: the appliance over HTTP or its socket, and what it holds itself. */
export function mayRequest(url: string, origin: string): boolean {
  try {
    const { protocol, host, origin: target } = new URL(url);
    if (protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:') return true;
    if (protocol === 'ws:' || protocol === 'wss:')
      return `${protocol === 'ws:' ? 'http:' : 'https:'}//${host}` === origin;
    return target === origin;
  } catch {
    return false;
  }
}

/** Holds every page that this program ever makes, also ones that something else opened. */
export function guardContents(app: App, origin: () => string): void {
  app.on('web-contents-created', (_event, contents) => guardOne(contents, origin));
}

function guardOne(contents: WebContents, origin: () => string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!isTillPage(url, origin())) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** No camera, microphone, location, notification, USB, serial or HID for a page; no address but the appliance's. */
export function guardSession(session: Session, origin: () => string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url, origin()) }));
  session.webRequest.onHeadersReceived((details, answer) => {
    if (details.resourceType !== 'mainFrame') return answer({});
    // Header names come in whatever case the server chose: one policy only.
    const kept = Object.entries(details.responseHeaders ?? {}).filter(
      ([name]) => name.toLowerCase() !== 'content-security-policy',
    );
    answer({ responseHeaders: { ...Object.fromEntries(kept), 'Content-Security-Policy': [contentPolicy(origin())] } });
  });
}
