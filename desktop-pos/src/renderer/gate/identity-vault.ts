import { desktopBridgeName, type DesktopBridge } from '../../common/channels.ts';
import { browserVault, readIdentity, type IdentityVault } from '@auraconnect/shared/ui/client/device-identity.ts';

/** The desktop program's bridge, or null in a browser. */
export function desktopBridge(): DesktopBridge | null {
  return (globalThis as { [desktopBridgeName]?: DesktopBridge })[desktopBridgeName] ?? null;
}

/** In the desktop program the key is sealed by the operating system; in a browser it lies in the page's own storage. */
export async function openVault(): Promise<IdentityVault> {
  const bridge = desktopBridge();
  if (bridge === null || !(await bridge.about()).sealsSecrets) return browserVault('pos');
  return {
    load: async () => readIdentity(await bridge.loadSecret()),
    save: (identity) => bridge.saveSecret(JSON.stringify(identity)),
    clear: () => bridge.clearSecret(),
  };
}
