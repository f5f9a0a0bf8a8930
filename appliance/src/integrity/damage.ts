import { StoreFault } from '../store/store-fault.ts';
import { type Finding, sentenceOf } from './store-report.ts';

/** Damage that was found: written down beside the database, and told until a check of everything finds none. */
export interface DamageRecord {
  foundAt: string;
  /** At which event it shows; null when it is not in one of them. */
  seq: number | null;
  /** For whoever repairs it: what was found, a sentence each. */
  what: string[];
  /** The folder in which the database lies as it was then; null: none. */
  copy: string | null;
  /** Why there is no copy; null while it is being made, and when it is there. */
  noCopy: string | null;
}

const damageCodes: readonly unknown[] = ['journal_broken', 'store_damaged', 'SQLITE_NOTADB'];

/** Whether this says that the store's data is not what was written. */
export function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return damageCodes.includes(code) || (typeof code === 'string' && code.startsWith('SQLITE_CORRUPT'));
}

/** What stops a store. Projections do not: they are made anew from a journal that is whole. */
export const stopsAStore = (finding: Finding): boolean => finding.kind !== 'projection';

export function damageOf(findings: readonly Finding[]): Pick<DamageRecord, 'seq' | 'what'> {
  const seqs = findings.flatMap((finding) => ('seq' in finding && finding.seq > 0 ? [finding.seq] : []));
  return { seq: seqs.length === 0 ? null : Math.min(...seqs), what: findings.map(sentenceOf) };
}

/** What everybody is told who wants something of the store. */
export function damageFault({ seq, copy, noCopy }: DamageRecord): StoreFault {
  const where = seq === null ? '' : ` at event ${seq.toLocaleString('en-US')}`;
  const kept = copy !== null ? `a copy was kept at ${copy}` : (noCopy ?? 'a copy is being kept');
  return new StoreFault(
    'store_damaged',
    `The store’s record is damaged${where}. Nothing more is taken here; call your support, ${kept}.`,
  );
}
