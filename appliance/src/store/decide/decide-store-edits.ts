import { makeStoreEdit, type WantedEdit } from '@auraconnect/shared/menu/make-store-edit.ts';
import type { StoreEdit } from '@auraconnect/shared/menu/store-edit.ts';
import { highestStamp, type Stamp, tick } from '@auraconnect/shared/time/hybrid-clock.ts';
import { parseTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import type { SignedInContext } from './decide-command.ts';
import { accept, type Decision, refuse } from './decision.ts';

/** Edits of a claimed store. They count here at once and travel up; what becomes of them comes down with the entries. */
export function decideStoreEdits(wanted: readonly WantedEdit[], context: SignedInContext): Decision {
  const { view, newId } = context;
  let stamp = highestStamp(stampsOf(context));
  const edits: StoreEdit[] = [];
  for (const one of wanted) {
    const { entity, id } = one;
    stamp = tick(stamp, parseTimestamp(context.now), view.storeId);
    const pending = [
      ...view.pendingEdits(entity, id),
      ...edits.filter((edit) => edit.entity === entity && edit.id === id),
    ];
    const made = makeStoreEdit(one, { entry: view.feedEntry(entity, id), pending }, { editId: newId(), stamp });
    if (made.kind === 'not-the-stores') return refuse('store_is_claimed', { entity, id, field: made.path });
    if (made.kind === 'edit') edits.push(made.edit);
  }
  return edits.length === 0 ? accept() : accept([{ type: 'catalogue.edited', payload: { edits } }]);
}

function* stampsOf({ view }: SignedInContext): Generator<Stamp> {
  for (const { settled } of view.feedEntries()) if (settled !== undefined) yield settled.stamp;
  for (const { stamp } of view.pendingEdits()) yield stamp;
}
