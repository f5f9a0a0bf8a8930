import type { EventPayload } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { fieldAt, sameValue } from '@auraconnect/shared/menu/entry-fields.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import { asRow, menuKey, type SettledEdit } from '@auraconnect/cloud-sync/adapters/memory/memory-menu.ts';
import type { HeldEntry } from '@auraconnect/cloud-sync/menu/settle-edit.ts';
import type { World } from './world.ts';

/** Both sides have the same menu, no edit waits, and no edit lost to what it had seen. */
export function menuWrong(world: World, rows: readonly JournalRow[], isAdopted: (id: string) => boolean): string[] {
  const { cloud, first, box } = world;
  const { core } = box;
  if (core === null) return [];
  const wrong: string[] = [];
  const { entries, settled } = cloud.kept(first.storeId).menu;
  for (const { entity, id } of core.view.pendingEdits())
    wrong.push(`an edit of ${entity} ${id} still waits for its answer`);
  for (const entry of entries.values()) {
    const theirs = asRow(entry);
    const mine = core.view.feedEntry(entry.entity, entry.id);
    const name = menuKey(entry);
    if (mine === null || mine.deleted !== theirs.deleted || !sameValue(mine.payload, theirs.payload))
      wrong.push(`${name} is not the same in the store and in the cloud`);
    else if (!sameValue(mine.settled?.prices ?? {}, theirs.settled?.prices))
      wrong.push(`${name} has other prices in the store`);
  }
  for (const { edits, id } of entries.values())
    if (new Set(edits).size < edits.length) wrong.push(`an edit of ${id} was settled twice`);
  return world.menu.wasRestored || !cloud.journals.tellsWhatWasSeen
    ? wrong
    : [
        ...wrong,
        ...seenAndLost(
          world,
          rows.filter(({ id }) => !isAdopted(id)),
          settled,
        ),
      ];
}

/**
 * The journal says what the store had seen when it edited: the feed's place before the edit. What a lost box had seen when it made an edit
 * that was adopted is lost with it.
 */
function seenAndLost(world: World, rows: readonly JournalRow[], settled: ReadonlyMap<string, SettledEdit>): string[] {
  const wrong: string[] = [];
  let seen = 0;
  for (const { type, bytes } of rows) {
    if (type === 'catalogue.changed')
      seen = Number((JSON.parse(bytes) as EventPayload<'catalogue.changed'>).offset ?? seen);
    if (type !== 'catalogue.edited') continue;
    for (const edit of (JSON.parse(bytes) as EventPayload<'catalogue.edited'>).edits) {
      const outcome = settled.get(edit.editId);
      if (outcome === undefined) wrong.push(`an edit of the ${edit.id} never reached the cloud`);
      else wrong.push(...lostFields(world, edit, outcome, seen, settled));
    }
  }
  return wrong;
}

function lostFields(
  { menu }: World,
  edit: StoreEdit,
  outcome: SettledEdit,
  seen: number,
  settled: ReadonlyMap<string, SettledEdit>,
): string[] {
  const between = ({ version }: { version: number }): boolean => version > seen && version < outcome.version;
  const unseen = [
    ...menu.ownerEdits.filter(between).map(({ path }) => path),
    ...[...settled.values()].filter(between).flatMap(({ disagreements }) => disagreements.map(({ path }) => path)),
  ];
  const lost = ({ path, after }: StoreEdit['fields'][number]): boolean =>
    !unseen.some((other) => other === '' || other === path) && !sameValue(valueOf(outcome.after, path), after);
  return edit.fields.filter(lost).map(({ path }) => `an edit of ${path} lost to a value that it had seen`);
}

const valueOf = ({ payload, prices }: HeldEntry, path: string): unknown =>
  prices[path]?.valueMinor ?? fieldAt(payload, path);
