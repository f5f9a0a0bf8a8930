import type { Migration } from './migration.ts';

/** A change of the feed says in which lane it is, so that only those wait no longer whom it may be for. */
export const lanes: Migration = {
  version: 9,
  name: 'lanes',
  sql: `
-- A digest of the tenant: who puts changes into batches still reads nothing of whose they are. Null in changes of before.
alter table aura.shape_change add column lane text;

drop function aura.next_shape_change();
create function aura.next_shape_change(tenant uuid) returns bigint
language sql volatile security definer set search_path = pg_catalog, aura as $$
  insert into aura.shape_change (lane) values (md5(tenant::text)) returning seq
$$;

create or replace function aura.log_feed() returns trigger
language plpgsql set search_path = pg_catalog, aura as $$
begin
  if tg_op = 'UPDATE' and old.* is not distinct from new.* then
    return null;
  end if;
  -- A row that leaves one scope or tenant for another is a delete there and an insert here.
  if tg_op = 'UPDATE' and (old.tenant, old.scope, old.entity, old.id) is distinct from (new.tenant, new.scope, new.entity, new.id) then
    raise exception 'a feed row keeps its key';
  end if;
  insert into aura.feed_log (tenant, seq, scope, operation, old_row, new_row)
  values (
    coalesce(new.tenant, old.tenant), aura.next_shape_change(coalesce(new.tenant, old.tenant)), coalesce(new.scope, old.scope), lower(tg_op),
    case when tg_op = 'INSERT' then null else aura.texts_of(to_jsonb(old)) end,
    case when tg_op = 'DELETE' then null else aura.texts_of(to_jsonb(new)) end
  );
  return null;
end
$$;

revoke all on function aura.next_shape_change(uuid) from public;
grant execute on function aura.next_shape_change(uuid) to aura_app;
`,
};
