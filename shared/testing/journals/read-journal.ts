import { readFileSync } from 'node:fs';
import type { JournalRow } from '../../src/journal/journal-row.ts';

/** An evening of a store of another version (README.md), with what that version said it had sold. */
export interface FrozenJournal {
  version: string;
  sales: { order_count: number; line_count: number; revenue_minor: number; tax_minor: number; tip_minor: number };
  openOrders: number;
  rows: JournalRow[];
}

/** Two versions back and two ahead. */
export const otherVersions = ['n-2', 'n-1', 'n+1', 'n+2'] as const;
export type OtherVersion = (typeof otherVersions)[number];

export const readJournal = (version: OtherVersion): FrozenJournal =>
  JSON.parse(readFileSync(new URL(`${version}.json`, import.meta.url), 'utf8')) as FrozenJournal;
