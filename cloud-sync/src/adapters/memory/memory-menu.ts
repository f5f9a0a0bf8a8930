import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import { stampAt, tick } from '@auraconnect/shared/time/hybrid-clock.ts';
import type { CatalogueChange, MenuEditOfStore } from '../../ingest/journal-projection.ts';
import { type Disagreement, type HeldEntry, ownerEdit, settleEdit } from '../../menu/settle-edit.ts';

export interface MemoryEntry {
  entity: string;
  id: string;
  held: HeldEntry;
  rev: number;
  edits: readonly string[];
  /** Counts up with every change of anything: where in the feed it stands. */
  version: number;
}

/** What was made of one edit of the store. */
export interface SettledEdit {
  editId: string;
  /** Where the feed stood when it was settled. */
  version: number;
  before: HeldEntry;
  after: HeldEntry;
  disagreements: readonly Disagreement[];
}

/** The menu of one store in a simulated cloud. Values are never changed in place. */
export interface MemoryMenu {
  entries: ReadonlyMap<string, MemoryEntry>;
  settled: ReadonlyMap<string, SettledEdit>;
}

export const emptyMenu: MemoryMenu = { entries: new Map(), settled: new Map() };
export const menuKey = ({ entity, id }: { entity: string; id: string }): string => `${entity} ${id}`;

/** What the real cloud does in Postgres, in memory; the settling itself is the real code, or a simulation's broken one. */
export class MenuDesk {
  readonly #nowMs: () => number;
  readonly #settle: typeof settleEdit;
  /** Not part of what is kept: a cloud that is restored goes on counting. */
  #version = 0;

  constructor(nowMs: () => number, settle: typeof settleEdit = settleEdit) {
    this.#nowMs = nowMs;
    this.#settle = settle;
  }

  /** What the store had before it was claimed. */
  adopt(menu: MemoryMenu, { source, entries }: CatalogueChange): MemoryMenu {
    if (source !== 'store') return menu;
    return entries
      .filter((entry) => !menu.entries.has(menuKey(entry)))
      .reduce((adopted, { entity, id, payload, rev }) => {
        const stamp = stampAt(0, 'cloud');
        const last = { by: 'store', at: '', stamp, side: 'store' as const };
        return this.#put(adopted, {
          entity,
          id,
          rev: rev - 1,
          edits: [],
          held: { payload, prices: {}, marks: {}, last, stamp },
        });
      }, menu);
  }

  settle(menu: MemoryMenu, { edit, actor, occurredAt }: MenuEditOfStore): MemoryMenu {
    if (menu.settled.has(edit.editId)) return menu;
    const known = this.#entry(menu, edit);
    const { entry, disagreements } = this.#settle(known.held, edit, { by: actor, at: occurredAt }, this.#nowMs());
    const next = this.#put(menu, { ...known, held: entry, edits: [...known.edits, edit.editId] });
    const settled = new Map(next.settled).set(edit.editId, {
      editId: edit.editId,
      version: this.#version,
      before: known.held,
      after: entry,
      disagreements,
    });
    return { ...next, settled };
  }

  /** An owner publishes. @param change what shall become of the entry that the owner sees */
  publish(
    menu: MemoryMenu,
    key: { entity: string; id: string },
    change: (payload: Payload | null) => Payload | null,
  ): MemoryMenu {
    const known = this.#entry(menu, key);
    const mark = { by: 'owner', at: '', stamp: tick(known.held.stamp, this.#nowMs(), 'cloud'), side: 'cloud' as const };
    return this.#put(menu, { ...known, held: ownerEdit(known.held, change(known.held.payload), mark) });
  }

  /** Everything that changed after a version, as rows of the feed, and where the feed stands. */
  feed({ entries }: MemoryMenu, after: number): { rows: CatalogueEntry[]; version: number } {
    const rows = [...entries.values()].filter(({ version }) => version > after).map(asRow);
    return { rows, version: this.#version };
  }

  #entry(menu: MemoryMenu, { entity, id }: { entity: string; id: string }): Omit<MemoryEntry, 'version'> {
    const last = { by: '', at: '', stamp: '', side: 'cloud' as const };
    const held: HeldEntry = { payload: null, prices: {}, marks: {}, last, stamp: '' };
    return menu.entries.get(menuKey({ entity, id })) ?? { entity, id, held, rev: 0, edits: [] };
  }

  #put(menu: MemoryMenu, entry: Omit<MemoryEntry, 'version'>): MemoryMenu {
    this.#version += 1;
    const put = { ...entry, rev: entry.rev + 1, version: this.#version };
    return { ...menu, entries: new Map(menu.entries).set(menuKey(entry), put) };
  }
}

export function asRow({ entity, id, held, rev, edits }: MemoryEntry): CatalogueEntry {
  const prices = Object.fromEntries(Object.entries(held.prices).map(([path, { valueMinor }]) => [path, valueMinor]));
  return {
    entity,
    id,
    rev,
    schemaVersion: 1,
    deleted: held.payload === null,
    payload: held.payload,
    settled: { stamp: held.stamp, edits: [...edits], prices },
  };
}
