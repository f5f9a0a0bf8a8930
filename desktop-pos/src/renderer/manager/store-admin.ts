import type { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import type { StoreEditsAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';

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
export function readOpenJobs(api: StoreApi, staffToken: string): Promise<PrintJob[]> {
  return api.get<PrintJob[]>('/print-jobs', { staffToken });
}

/** What the store changed of the portal's menu by itself. */
export function readStoreEdits(api: StoreApi, staffToken: string): Promise<StoreEditsAnswer> {
  return api.get<StoreEditsAnswer>('/store-edits', { staffToken });
}
