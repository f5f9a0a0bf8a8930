import type { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import type { StoreEditsAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import type {
  DrawerReading,
  KnownPrinterModel,
  PaperPreview,
  PrintJobShown,
} from '@auraconnect/shared/protocol/printing-api.ts';
import type { AgainSubject } from '@auraconnect/shared/receipt/print-job.ts';

/** What the manager's screen reads of the appliance. */
export interface StoreDevice {
  deviceId: string;
  name: string;
  kind: string;
  pairedAt: string;
  revokedAt: string | null;
}

export function readDevices(api: StoreApi, staffToken: string): Promise<StoreDevice[]> {
  return api.get<StoreDevice[]>('/devices', { staffToken });
}

export async function revokeDevice(api: StoreApi, staffToken: string, deviceId: string): Promise<void> {
  await api.delete(`/devices/${deviceId}`, { staffToken });
}

/** Jobs that are not at rest, oldest first. */
export function readOpenJobs(api: StoreApi, staffToken: string): Promise<PrintJobShown[]> {
  return api.get<PrintJobShown[]>('/print-jobs', { staffToken });
}

/** What printing it again would print, drawn by the appliance. */
export function readPaperPreview(api: StoreApi, staffToken: string, subject: AgainSubject): Promise<PaperPreview> {
  const id = 'orderId' in subject ? subject.orderId : 'ticketId' in subject ? subject.ticketId : subject.sessionId;
  const query = new URLSearchParams({ type: subject.type, id });
  if ('supplement' in subject && subject.supplement !== undefined) query.set('supplement', String(subject.supplement));
  return api.get<PaperPreview>(`/paper-preview?${query.toString()}`, { staffToken });
}

/** What the store changed of the portal's menu by itself. */
export function readStoreEdits(api: StoreApi, staffToken: string): Promise<StoreEditsAnswer> {
  return api.get<StoreEditsAnswer>('/store-edits', { staffToken });
}

/** Models that this appliance can print on. */
export function readPrinterModels(api: StoreApi): Promise<KnownPrinterModel[]> {
  return api.get<KnownPrinterModel[]>('/printer-models');
}

/** Begins a search for printers, or joins the one that runs. */
export function findPrinters(api: StoreApi, staffToken: string): Promise<PrinterSearchState> {
  return api.post<PrinterSearchState>('/printers/searches', {}, { staffToken });
}

export function readFoundPrinters(api: StoreApi, staffToken: string): Promise<PrinterSearchState> {
  return api.get<PrinterSearchState>('/printers/found', { staffToken });
}

/** What a printer says of its drawer at this moment. */
export function readDrawer(api: StoreApi, staffToken: string, printerId: string): Promise<DrawerReading> {
  return api.get<DrawerReading>(`/printers/${encodeURIComponent(printerId)}/drawer`, { staffToken });
}
