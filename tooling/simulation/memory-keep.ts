import type { SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import { type KeptStore, MemoryJournals } from '@auraconnect/cloud-sync/adapters/memory/memory-journals.ts';
import { MenuDesk } from '@auraconnect/cloud-sync/adapters/memory/memory-menu.ts';
import type { settleEdit } from '@auraconnect/cloud-sync/menu/settle-edit.ts';
import type { CloudKeep, Published } from './cloud-keep.ts';
import type { FeedReply, FeedRequest } from './menu-room.ts';
import type { World } from './world.ts';

/** Journals in memory and, in place of Postgres' feed, versions that count up. */
export class MemoryKeep extends MemoryJournals implements CloudKeep {
  readonly #storeId: string;
  #dump: ReadonlyMap<string, KeptStore> | null = null;
  #rotations = 0;
  readonly tellsWhatWasSeen = true;
  needsDump = true;

  constructor(settles: typeof settleEdit, world: World) {
    super(new MenuDesk(() => world.wallMs, settles));
    this.#storeId = world.first.storeId;
  }

  async open(): Promise<void> {}
  async look(): Promise<void> {}
  async breakOff(): Promise<void> {}
  async close(): Promise<void> {}

  async keepDump(): Promise<void> {
    this.#dump = this.dump();
  }

  async restoreDump(): Promise<boolean> {
    if (this.#dump !== null) this.restore(this.#dump);
    return this.#dump !== null;
  }

  async rotateFeed(): Promise<void> {
    this.#rotations += 1;
  }

  async serveFeed({ handle, offset }: FeedRequest): Promise<FeedReply> {
    const now = `feed ${this.#rotations}`;
    if (handle !== null && handle !== now) return { handle: now, offset: 0, complete: false, rows: null };
    const { rows, version } = this.desk.feed(this.kept(this.#storeId).menu, handle === null ? 0 : offset);
    return { handle: now, offset: version, complete: handle === null, rows };
  }

  async ownerPublishes(
    key: { entity: string; id: string },
    change: (payload: Payload | null) => Payload | null,
  ): Promise<Published | null> {
    if (this.kept(this.#storeId).menu.entries.size === 0) return null;
    let published: Published | null = null;
    await this.publish(this.#storeId, (menu) => {
      let isWhole = false;
      const next = this.desk.publish(menu, key, (payload) => {
        const changed = change(payload);
        isWhole = payload === null || changed === null;
        return changed;
      });
      published = { version: this.desk.feed(next, 0).version, isWhole };
      return next;
    });
    return published;
  }

  async moveOutside(storeId: string, { epoch, seq, hash }: SyncCursor, now: string): Promise<void> {
    const kept = this.kept(storeId);
    const parent = kept.cursors.get(epoch)?.parent ?? null;
    const cursors = new Map(kept.cursors).set(epoch, { epoch, seq, hash, parent, lastSeenAt: now });
    this.restore(new Map(this.dump()).set(storeId, { ...kept, cursors }));
  }

  /** There is nothing of it that is not held to the store anyway. */
  async wrongInside(): Promise<string[]> {
    return [];
  }
}
