import type { Database } from './database.ts';

/**
 * The cloud's epoch. A database with another system identifier or timeline is another cloud (restored from a dump, failed over
 * to a copy that lagged): it gets a new epoch, and every shape handle is dropped, so that no store relies on what may be gone.
 */
export async function cloudEpoch(
  database: Database,
  newId: () => string,
  now: string,
): Promise<{ epoch: string; changed: boolean }> {
  return database.anonymous(async (tx) => {
    const machine = await tx.row<{ system: string; timeline: number }>(
      'select system_identifier::text as system, (select timeline_id from pg_control_checkpoint()) as timeline from pg_control_system()',
    );
    const system = machine?.system ?? 'unknown';
    const timeline = machine?.timeline ?? 0;
    await tx.run(
      'insert into cloud_identity (epoch, system_identifier, timeline, since) values ($1, $2, $3, $4) on conflict do nothing',
      [newId(), system, timeline, now],
    );
    const changed = await tx.run(
      'update cloud_identity set epoch = $1, system_identifier = $2, timeline = $3, since = $4 where system_identifier <> $2 or timeline <> $3',
      [newId(), system, timeline, now],
    );
    if (changed > 0) await tx.rows('select drop_shape_handles()');
    const identity = await tx.row<{ epoch: string }>('select epoch from cloud_identity');
    if (identity === null) throw new Error('the cloud has no identity');
    return { epoch: identity.epoch, changed: changed > 0 };
  });
}
