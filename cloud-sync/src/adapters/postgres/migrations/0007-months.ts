import type { Migration } from './migration.ts';

/** Whoever reads the journal for long must not hold up, through a month that is being made, everybody who writes. */
export const months: Migration = {
  version: 7,
  name: 'months',
  sql: `alter function aura.ensure_journal_month(date) set lock_timeout = '3s';`,
};
