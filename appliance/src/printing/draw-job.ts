import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { drawDocument } from '@auraconnect/shared/receipt/draw-document.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { systemActorId } from '@auraconnect/shared/staff/actor.ts';
import type { StoreView } from '../store/core.ts';

/** What a job prints, from the store's state as it is now; null when what it is about is gone. @param now RFC 3339 with the store's offset */
export function drawJob(
  view: StoreView,
  job: Pick<PrintJob, 'subject' | 'copy' | 'printerId' | 'backupFor'>,
  now: string,
): PrintDocument | null {
  return drawDocument(job, {
    index: view.index(),
    order: (orderId) => view.order(orderId),
    ticket: (ticketId) => view.ticket(ticketId),
    cashReport: (sessionId) => view.cashReport(sessionId, systemActorId),
    supplement: (sessionId, number) =>
      view.cashSession(sessionId)?.supplements?.find((filed) => filed.number === number)?.report ?? null,
    deviceName: (deviceId) => view.device(deviceId)?.name ?? '',
    now,
  });
}
