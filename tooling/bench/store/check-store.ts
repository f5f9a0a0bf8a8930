import { copyFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import { verifyChain } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { SqliteJournal } from '@auraconnect/appliance/adapters/sqlite/journal-tables.ts';
import { sha256 } from '@auraconnect/appliance/store/ledger.ts';
import type { Check } from '../harness/figure.ts';

const rowsAtOnce = 2_000;

/** Which of these orders a store's journal holds from open to closed, once each, its own or adopted, in a chain that is whole. */
export function missingOrders(
  databasePath: string,
  orderIds: Iterable<string>,
): { missing: string[]; chain: string | null } {
  const db = new Database(databasePath, { readonly: true });
  try {
    const journal = new SqliteJournal(db);
    const closed = new Map<string, number>();
    let position = {
      store: journal.meta('store') ?? '',
      epoch: journal.meta('epoch') ?? '',
      seq: 0,
      hash: genesisHash,
    };
    let chain: string | null = null;
    for (;;) {
      const rows = journal.rows(position.seq, rowsAtOnce);
      if (rows.length === 0) break;
      const check = verifyChain(rows, position, sha256);
      if (!check.ok) {
        chain = `${check.reason} at ${check.brokenAt}`;
        break;
      }
      position = check.position;
      for (const row of rows.flatMap((each) => effectiveRow(each) ?? [])) {
        if (row.type === 'order.closed' && row.orderId !== null)
          closed.set(row.orderId, (closed.get(row.orderId) ?? 0) + 1);
      }
    }
    const missing = [...orderIds].filter((orderId) => closed.get(orderId) !== 1);
    return { missing, chain };
  } finally {
    db.close();
  }
}

/** Every acknowledged order is in the journal and the chain is whole. */
export function checkStore(databasePath: string, orderIds: readonly string[]): Check {
  const { missing, chain } = missingOrders(databasePath, orderIds);
  const what = `${orderIds.length} acknowledged orders in the journal, ${missing.length} missing; chain ${chain ?? 'whole'}`;
  return { ok: orderIds.length > 0 && missing.length === 0 && chain === null, what };
}

/** The same check over a copy from which the last rows of one acknowledged order were taken: it has to notice. */
export function checkNoticesLoss(databasePath: string, orderIds: readonly string[]): Check {
  const copy = `${databasePath}.control`;
  const source = new Database(databasePath);
  source.pragma('wal_checkpoint(TRUNCATE)');
  source.close();
  copyFileSync(databasePath, copy);
  try {
    const db = new Database(copy);
    db.exec('DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)');
    db.close();
    const { ok, what } = checkStore(copy, orderIds);
    return { ok: !ok, what: `a store without its last journal row: ${what}` };
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  }
}
