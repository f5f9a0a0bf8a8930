import { validateEdits } from '@auraconnect/shared/menu/validate-catalogue.ts';
import type { DisagreementDecision, MenuProblem, RevokeStorePrice } from '@auraconnect/shared/protocol/portal-api.ts';
import { withOther } from '../../menu/settle-edit.ts';
import { noteSettings } from './catalogue-adoption.ts';
import type { Transaction } from './database.ts';
import { catalogueOf } from './menu.ts';
import { closeDisagreement, closeDisagreements, openDisagreement } from './menu-disagreements.ts';
import { asWritten, type Editor, markOfOwner, writeEntries } from './menu-entries.ts';
import { lockedEntry } from './menu-settlement.ts';

export type DecisionOutcome =
  | { kind: 'decided' }
  /** Somebody was faster, or a later edit answered it. */
  | { kind: 'decided-before' }
  /** The other value does not fit what the entry has become. */
  | { kind: 'invalid'; problems: MenuProblem[] };

/** A person has looked at both values: what counts stays, or the other one counts from now on, here and in the store. */
export async function decideDisagreement(
  tx: Transaction,
  tenantId: string,
  { storeId, disagreementId, decision }: DisagreementDecision,
  by: Editor,
): Promise<DecisionOutcome> {
  const key = [tenantId, storeId] as const;
  await tx.rows('select from store where tenant = $1 and id = $2 for update', key);
  const open = await openDisagreement(tx, key, disagreementId);
  if (open === null) return { kind: 'decided-before' };
  if (decision === 'use-other') {
    const kept = await lockedEntry(tx, key, open);
    const held = withOther(kept.held, open, markOfOwner(kept.held, by));
    const { entity, id } = open;
    if (held === null) return { kind: 'invalid', problems: [gone(open)] };
    const problems = validateEdits(await catalogueOf(tx, ...key), [{ entity, id, payload: held.payload }]);
    if (problems.length > 0)
      return {
        kind: 'invalid',
        problems: problems.map(({ sentence, ...rest }) => ({ ...rest, pointer: '', message: sentence })),
      };
    await writeEntries(tx, ...key, [asWritten({ ...kept, held })], by);
    if (entity === 'settings' && held.payload !== null) await noteSettings(tx, key, held.payload);
    // Taking the whole entry back or away answers what was listed of its fields, too.
    if (open.path === '') {
      await closeDisagreement(tx, key, disagreementId, decision, by);
      await closeDisagreements(tx, key, [{ entity, id, changedPaths: [''] }], by);
    }
  }
  await closeDisagreement(tx, key, disagreementId, decision, by);
  return { kind: 'decided' };
}

const gone = ({ entity, id, path }: { entity: string; id: string; path: string }): MenuProblem => ({
  entity,
  id,
  pointer: path,
  code: 'field_gone',
  message: 'What this value belonged to is not on the menu any more.',
});

/** The menu's price counts in the store again. @returns whether there was a price of its own to revoke */
export async function revokeStorePrice(
  tx: Transaction,
  tenantId: string,
  { storeId, entity, id, path }: RevokeStorePrice,
  by: Editor,
): Promise<boolean> {
  const key = [tenantId, storeId] as const;
  await tx.rows('select from store where tenant = $1 and id = $2 for update', key);
  const kept = await lockedEntry(tx, key, { entity, id });
  const revoked = withOther(kept.held, { path, kept: 'store', rule: 'price' }, markOfOwner(kept.held, by));
  if (revoked === null || kept.held.prices[path] === undefined) return false;
  await writeEntries(tx, ...key, [asWritten({ ...kept, held: revoked })], by);
  await closeDisagreements(tx, key, [{ entity, id, changedPaths: [path] }], by);
  return true;
}
