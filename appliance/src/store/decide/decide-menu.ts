import type { CatalogueEntity, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { MenuCommand } from '@auraconnect/shared/menu/commands.ts';
import { type CatalogueEdit, validateEdits } from '@auraconnect/shared/menu/validate-catalogue.ts';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { mayDo } from '@auraconnect/shared/staff/roles.ts';
import { fieldAt, type Payload, withField } from '@auraconnect/shared/menu/entry-fields.ts';
import type { SignedInContext } from './decide-command.ts';
import { accept, type Decision, refuse } from './decision.ts';
import { decideStoreEdits } from './decide-store-edits.ts';

type MenuPayload<T extends MenuCommand['type']> = Extract<MenuCommand, { type: T }>['payload'];

const permissionToEdit: Record<CatalogueEntity, Permission> = {
  category: 'menu.edit',
  item: 'menu.edit',
  'modifier-group': 'menu.edit',
  'price-level': 'menu.edit',
  daypart: 'menu.edit',
  'tax-category': 'store.edit',
  tax: 'store.edit',
  station: 'store.edit',
  printer: 'store.edit',
  'pole-display': 'store.edit',
  'order-type': 'store.edit',
  settings: 'store.edit',
  staff: 'staff.edit',
  role: 'staff.edit',
};

export function decideMenu(command: MenuCommand, context: SignedInContext): Decision {
  switch (command.type) {
    case 'menu.set_availability':
      return setAvailability(command.payload, context);
    case 'catalogue.put':
      return edit(command.payload.entries, context);
    case 'catalogue.delete':
      return edit([{ ...command.payload, payload: null }], context);
    case 'catalogue.edit':
      return editFields(command.payload, context);
    case 'menu.set_price':
      return setPrice(command.payload, context);
    case 'day.roll':
      return rollDay(command.payload.businessDate, context);
  }
}

function setAvailability(
  { itemId, remaining }: { itemId: string; remaining: number | null },
  context: SignedInContext,
): Decision {
  const permission = 'menu.eighty_six';
  if (!mayDo(context.actor, context.approver, permission).allowed) return refuse('permission_needed', { permission });
  if (!context.view.index().items.has(itemId)) return refuse('item_unknown', { itemId });
  return accept([{ type: 'menu.availability_set', payload: { itemId, remaining } }]);
}

/** Fields of an entry as it stands now: whoever edits one of them overwrites no other. */
function editFields({ entity, id, fields }: MenuPayload<'catalogue.edit'>, context: SignedInContext): Decision {
  const shown = context.view.catalogueEntries().find((one) => one.entity === entity && one.id === id)?.payload ?? null;
  let payload: Payload | null = shown;
  for (const { path, after } of fields) payload = payload === null ? null : withField(payload, path, after);
  return payload === null ? refuse('entry_unknown', { entity, id }) : edit([{ entity, id, payload }], context);
}

/** What a size costs here: in the catalogue while that is the store's own, as a price of the store once the cloud owns it. */
function setPrice(
  { itemId, variantId, priceMinor }: { itemId: string; variantId: string; priceMinor: number | null },
  context: SignedInContext,
): Decision {
  const { view } = context;
  const item = view.catalogueEntries().find(({ entity, id }) => entity === 'item' && id === itemId);
  const path = `/variants/@${variantId}/priceMinor`;
  const shown = item?.payload ?? null;
  if (shown === null || fieldAt(shown, path) === undefined) return refuse('item_unknown', { itemId, variantId });
  const priced = priceMinor ?? menuPrice(context, itemId, path);
  // No price of its own to take back, or it costs that already.
  if (priced === fieldAt(shown, path)) return accept();
  const payload = priced === undefined ? null : withField(shown, path, priced);
  if (payload === null) return refuse('item_unknown', { itemId, variantId });
  return edit([{ entity: 'item', id: itemId, payload }], context, priceMinor === null ? [path] : []);
}

/** What the portal says it costs, or the store's own price where there is no portal. */
function menuPrice({ view }: SignedInContext, itemId: string, path: string): number | undefined {
  const entry = view.feedEntry('item', itemId) ?? null;
  const price = fieldAt(entry?.payload ?? null, path);
  return typeof price === 'number' ? price : undefined;
}

/**
 * The store edits its own catalogue until it is claimed. After that the cloud owns it, and an edit of the store is settled there
 * (store-edits.ts). @param takenBack paths of prices of its own that the store gives up
 */
function edit(
  edits: (CatalogueEdit & { entity: CatalogueEntity })[],
  context: SignedInContext,
  takenBack: readonly string[] = [],
): Decision {
  const { view, actor, approver } = context;
  const missing = edits
    .map((entry) => permissionToEdit[entry.entity])
    .find((permission) => !mayDo(actor, approver, permission).allowed);
  if (missing !== undefined) return refuse('permission_needed', { permission: missing });
  const tooHigh = edits.flatMap((entry) => grantedBeyond(entry, context));
  if (tooHigh.length > 0) return refuse('permission_too_high', { permissions: [...new Set(tooHigh)] });
  // What the store added itself and the cloud has not answered yet has no revision, and can go again all the same.
  const unknown = edits.find(
    ({ entity, id, payload }) =>
      payload === null && context.revOf(entity, id) === 0 && view.pendingEdits(entity, id).length === 0,
  );
  if (unknown !== undefined) return refuse('entry_unknown', { entity: unknown.entity, id: unknown.id });
  const problems = validateEdits(view.catalogueEntries(), edits);
  if (problems.length > 0) return refuse('catalogue_invalid', { problems: problems.slice(0, 50) });
  if (view.claimed !== null)
    return decideStoreEdits(
      edits.map((one) => ({ ...one, takenBack })),
      context,
    );
  const revs = new Map<string, number>();
  const entries = edits.map(({ entity, id, payload }): CatalogueEntry => {
    const key = `${entity} ${id}`;
    const rev = (revs.get(key) ?? context.revOf(entity, id)) + 1;
    revs.set(key, rev);
    return { entity, id, rev, schemaVersion: 1, deleted: payload === null, payload };
  });
  return accept([
    { type: 'catalogue.changed', payload: { source: 'store', handle: null, offset: null, complete: false, entries } },
  ]);
}

/** Permissions that an edit of a role, or of who has which role, would hand out although the editor does not have them. */
function grantedBeyond({ entity, payload }: CatalogueEdit, { view, actor, approver }: SignedInContext): string[] {
  if (payload === null) return [];
  const granted =
    entity === 'role'
      ? payload['permissions']
      : entity === 'staff'
        ? view.index().roles.get(String(payload['roleId']))?.permissions
        : [];
  if (!Array.isArray(granted)) return [];
  return granted.filter(
    (name): name is string => typeof name === 'string' && !mayDo(actor, approver, name as Permission).allowed,
  );
}

function rollDay(businessDate: string, context: SignedInContext): Decision {
  const { view, actor, approver } = context;
  const permission = 'day.roll';
  if (!mayDo(actor, approver, permission).allowed) return refuse('permission_needed', { permission });
  const previous = view.businessDate;
  if (businessDate <= previous) return refuse('day_not_next', { businessDate, current: previous });
  if (businessDate > view.calendarDate) return refuse('day_in_future', { businessDate, today: view.calendarDate });
  const open = view.openCashSessions();
  if (open.length > 0) return refuse('drawers_open', { sessionIds: open.map((session) => session.sessionId) });
  return accept([{ type: 'day.opened', payload: { businessDate, previous: previous === '' ? null : previous } }]);
}
