import type { Logger } from 'pino';
import type { IngestGate } from './ingest-gate.ts';
import type { JournalStore } from './store-journal.ts';

/**
 * Works up again, in order, what an older version of this program had to hold, one store after the other and through the same gate as
 * everything that comes up. A store for which there is no room now, or that fails, is tried again the next time.
 */
export async function retryHeld(
  journals: JournalStore,
  gate: IngestGate,
  { now, log }: { now: () => string; log: Pick<Logger, 'info' | 'warn'> },
): Promise<void> {
  for (const { tenantId, storeId } of await journals.waitingForThis()) {
    try {
      const counts = await gate.pass(storeId, () => journals.rebuild(tenantId, storeId, now()), tenantId);
      if (counts === 'full') return;
      log.info({ storeId, ...counts }, 'what an older version held was tried again');
    } catch (error) {
      log.warn({ err: error, storeId }, 'what an older version held could not be tried again');
    }
  }
}
