import { z } from 'zod';
import { Key, Uuid } from '../time/ids.ts';

export const DeviceKind = z.enum(['pos', 'kds', 'setup', 'importer', 'api']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** Things that happen to the store itself, its devices and its people. */
export const storeEvents = {
  'store.created': z.object({ storeId: Uuid, name: z.string() }),
  'store.claimed': z.object({ tenantId: Uuid, cloudUrl: z.url() }),
  'device.paired': z.object({ deviceId: Uuid, name: z.string(), kind: DeviceKind, incarnation: Uuid }),
  'device.revoked': z.object({ deviceId: Uuid }),
  /** The hash itself stays in the box and never travels. */
  'staff.pin_set': z.object({ staffId: Key }),
  'staff.locked_out': z.object({ staffId: Key, deviceId: z.string() }),
} as const;

export type StoreEventType = keyof typeof storeEvents;
export type StoreEvent = {
  [T in StoreEventType]: { type: T; payload: z.infer<(typeof storeEvents)[T]> };
}[StoreEventType];
