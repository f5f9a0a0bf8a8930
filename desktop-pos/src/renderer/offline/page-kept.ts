import { desktopBridge } from '../gate/identity-vault.ts';
import { Signal } from '@auraconnect/shared/ui/client/signal.ts';

/**
 * Whether this page opens again while the appliance is away. `insecure`: browsers keep pages only for https and for the machine
 * itself, so over plain http on a LAN address nothing can. `failed`: this browser did not.
 */
export type PageKept = 'unknown' | 'kept' | 'insecure' | 'failed';

export const pageKept: Signal<PageKept> = new Signal<PageKept>('unknown');

/** Asks the browser to keep the page. The desktop program brings its own copy. */
export async function keepThisPage(): Promise<void> {
  if (desktopBridge() !== null) return pageKept.set('kept');
  if (!isSecureContext || !('serviceWorker' in navigator)) return pageKept.set('insecure');
  try {
    await navigator.serviceWorker.register('./service-worker.js', { updateViaCache: 'none' });
    await navigator.serviceWorker.ready;
    pageKept.set('kept');
  } catch {
    // Also when the appliance is away: then the worker that gave this page is still there.
    pageKept.set(navigator.serviceWorker.controller === null ? 'failed' : 'kept');
  }
}
