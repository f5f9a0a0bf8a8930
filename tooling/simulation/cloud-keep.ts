import type { KeptStore } from '@auraconnect/cloud-sync/adapters/memory/memory-journals.ts';
import type { JournalStore } from '@auraconnect/cloud-sync/ingest/store-journal.ts';
import type { SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import type { FeedReply, FeedRequest } from './menu-room.ts';

export const tenantId = '00000000-0000-4000-8000-000000000001';

export interface Published {
  /** Where the feed stands after it. */
  version: number;
  /** The dish came or went: no field of it is as it was. */
  isWhole: boolean;
}

/** What the simulated cloud keeps its stores in, with what can be done to it from outside: memory, or a real Postgres. */
export interface CloudKeep extends JournalStore {
  /** Whether the feed's places say which edit had seen which. */
  readonly tellsWhatWasSeen: boolean;
  /** Set before the evening begins: a copy that nobody will use need not be made. */
  needsDump: boolean;
  open(): Promise<void>;
  /** What it had of a store after its last transaction; of the read models, when it was last looked at. */
  kept(storeId: string): KeptStore;
  look(): Promise<void>;
  keepDump(): Promise<void>;
  /** False when there is no dump. */
  restoreDump(): Promise<boolean>;
  /** In the middle of a transaction the connection is gone. */
  breakOff(): Promise<void>;
  /** Every handle is dropped: whoever follows the feed fetches it whole. */
  rotateFeed(): Promise<void>;
  serveFeed(request: FeedRequest): Promise<FeedReply>;
  /** An owner publishes one dish. Null when the cloud knows no menu yet. */
  ownerPublishes(
    key: { entity: 'item'; id: string },
    change: (payload: Payload | null) => Payload | null,
  ): Promise<Published | null>;
  /** An owner retires the box that writes this epoch. */
  retire(storeId: string, epoch: string): Promise<void>;
  /** Planted: what is written here stays when the transaction does not. */
  moveOutside(storeId: string, to: SyncCursor, now: string): Promise<void>;
  /** What is wrong at rest with what only it keeps. */
  wrongInside(): Promise<string[]>;
  close(): Promise<void>;
}
