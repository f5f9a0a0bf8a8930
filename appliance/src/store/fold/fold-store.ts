import type { EventPayload, StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { compareStamps, highestStamp, noStamp } from '@auraconnect/shared/time/hybrid-clock.ts';
import type { State } from '../state.ts';
import type { FoldContext } from './fold-context.ts';

/** The store itself, its devices, its catalogue, its day, what is sold out. */
export function foldStoreEvent(state: State, event: StoreJournalEvent, context: FoldContext): void {
  switch (event.type) {
    case 'store.created':
      state.changeStore({ storeId: event.payload.storeId, name: event.payload.name });
      return;
    case 'store.claimed':
      state.changeStore({ claimed: { tenantId: event.payload.tenantId, cloudUrl: event.payload.cloudUrl } });
      return;
    case 'device.paired':
      state.devices.set(event.payload.deviceId, {
        ...event.payload,
        ordinal: state.devices.values().length + 1,
        pairedAt: context.occurredAt,
        revokedAt: null,
      });
      return;
    case 'device.revoked': {
      const device = state.devices.get(event.payload.deviceId);
      if (device !== null)
        state.devices.set(device.deviceId, { ...device, revokedAt: device.revokedAt ?? context.occurredAt });
      return;
    }
    case 'menu.availability_set':
      state.availability.set(event.payload.itemId, event.payload.remaining);
      return;
    case 'catalogue.changed':
      changeCatalogue(state, event.payload);
      return;
    case 'catalogue.edited':
      for (const edit of event.payload.edits) {
        state.pendingEdits.set(edit.editId, { ...edit, by: context.actor, at: context.occurredAt });
        // One that is adopted may come after its answer: the feed does not wait for what was lost.
        const entry = state.catalogue.get(catalogueKey(edit.entity, edit.id));
        if (entry !== null) forgetAnswered(state, entry);
      }
      state.changeStore({ catalogueRevision: state.store.catalogueRevision + 1 });
      return;
    case 'day.opened':
      state.changeStore({ businessDate: event.payload.businessDate, orderNumber: 0 });
      return;
    default:
      return;
  }
}

/** An entry remembers its newest edits. The cloud settles them in order: what was made before one that it names is answered, too. */
function forgetAnswered(state: State, { entity, id, settled }: CatalogueEntry): void {
  const answered = highestStamp(
    (settled?.edits ?? []).map((editId) => state.pendingEdits.get(editId)?.stamp ?? noStamp),
  );
  if (answered === noStamp) return;
  for (const edit of state.pendingEdits.values())
    if (edit.entity === entity && edit.id === id && compareStamps(edit.stamp, answered) <= 0)
      state.pendingEdits.set(edit.editId, null);
}

export const catalogueKey = (entity: string, id: string): string => `${entity} ${id}`;

function changeCatalogue(
  state: State,
  { source, handle, offset, complete, entries }: EventPayload<'catalogue.changed'>,
): void {
  if (complete) {
    const named = new Set(entries.map((entry) => catalogueKey(entry.entity, entry.id)));
    for (const entry of state.catalogue.values()) {
      const key = catalogueKey(entry.entity, entry.id);
      if (!named.has(key) && !entry.deleted) state.catalogue.set(key, { ...entry, deleted: true, payload: null });
    }
  }
  for (const entry of entries) {
    state.catalogue.set(catalogueKey(entry.entity, entry.id), entry);
    forgetAnswered(state, entry);
  }
  const settings = entries.find((entry) => entry.entity === 'settings' && !entry.deleted);
  const name = settings?.payload?.['name'];
  state.changeStore({
    catalogueRevision: state.store.catalogueRevision + 1,
    ...(typeof name === 'string' ? { name } : {}),
    ...(source === 'cloud' ? { feedHandle: handle, feedOffset: offset } : {}),
  });
}
