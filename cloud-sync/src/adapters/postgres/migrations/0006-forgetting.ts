import type { Migration } from './migration.ts';

/** The log of the feed is kept for as long as a store may be away, and no longer. */
export const forgetting: Migration = {
  version: 6,
  name: 'forgetting',
  sql: `
alter table aura.shape_change add column taken_at timestamptz not null default now();
drop function aura.forget_shape_changes(bigint);

-- Forgets every batch that was closed before a time; an offset in it has to fetch anew.
create function aura.forget_shape_changes(before timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, aura as $$
declare
  through bigint;
begin
  select coalesce(min(c.batch) filter (where c.taken_at >= before) - 1, max(c.batch)) into through
  from aura.shape_change c where c.batch is not null;
  if through is null then
    return (select k.forgotten_through from aura.shape_clock k);
  end if;
  update aura.shape_clock k set forgotten_through = greatest(k.forgotten_through, through);
  delete from aura.shape_change c where c.batch <= through;
  return through;
end
$$;
revoke all on function aura.forget_shape_changes(timestamptz) from public;
grant execute on function aura.forget_shape_changes(timestamptz) to aura_app;
`,
};
