/**
 * The one map of what the screen may ask of the desktop program. Everything else is refused. Only plain data crosses; the
 * answers are what `invoke` resolves with.
 */
export interface DesktopChannels {
  /** What kind of machine this is, for the screen that support looks at. */
  'desktop:about': { asks: []; answers: DesktopAbout };
  /** The device's key, sealed by the operating system; null when there is none or it cannot be opened on this machine. */
  'vault:load': { asks: []; answers: string | null };
  'vault:save': { asks: [text: string]; answers: void };
  'vault:clear': { asks: []; answers: void };
  /** Where the store's appliance is. */
  'appliance:address': { asks: []; answers: string | null };
  /** Goes there and remembers it; false when it is no address that a till may open. */
  'appliance:choose': { asks: [address: string]; answers: boolean };
}

export interface DesktopAbout {
  version: string;
  platform: string;
  kiosk: boolean;
  /** False where the operating system offers no key store: the key is then kept by the page as in a browser. */
  sealsSecrets: boolean;
}

export type DesktopChannel = keyof DesktopChannels;

export const desktopChannels = [
  'desktop:about',
  'vault:load',
  'vault:save',
  'vault:clear',
  'appliance:address',
  'appliance:choose',
] as const satisfies readonly DesktopChannel[];

/** What the preload script puts on `window.auraDesktop`; absent in a browser. */
export interface DesktopBridge {
  about(): Promise<DesktopAbout>;
  loadSecret(): Promise<string | null>;
  saveSecret(text: string): Promise<void>;
  clearSecret(): Promise<void>;
  applianceAddress(): Promise<string | null>;
  chooseAppliance(address: string): Promise<boolean>;
}

export const desktopBridgeName = 'auraDesktop';
