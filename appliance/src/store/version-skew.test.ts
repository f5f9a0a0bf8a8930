import { afterEach, describe, expect, test } from 'vitest';
import { adoptedRow } from '@auraconnect/shared/journal/epoch-events.ts';
import { verifyChain } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash } from '@auraconnect/shared/journal/journal-row.ts';
import { otherVersions, readJournal } from '@auraconnect/shared/testing/journals/read-journal.ts';
import { migrate } from '../adapters/sqlite/migrate.ts';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { coreOn } from '../testing/test-core.ts';
import { freshDataDir } from '../testing/test-store.ts';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from './ledger.ts';
import type { StoreCore } from './store-core.ts';

let end = async (): Promise<void> => undefined;
afterEach(() => end());

/** A box with an empty disk. */
function emptyBox(): { core: StoreCore; salesDays: () => unknown[] } {
  const folder = freshDataDir();
  mkdirSync(folder, { recursive: true });
  const db = openDatabase({ path: join(folder, 'store.db'), synchronous: 'NORMAL' });
  migrate(db);
  const core = coreOn(db);
  end = async () => {
    await core.drain();
    db.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  };
  return {
    core,
    salesDays: () =>
      db.prepare('select order_count, line_count, revenue_minor, tax_minor, tip_minor from sales_day').all(),
  };
}

describe.each(otherVersions)('the history of a store of version %s, adopted from the cloud', (version) => {
  const { rows, sales, openOrders } = readJournal(version);

  test('comes back verbatim, with the fields and events that this version does not know, and sells what it sold', async () => {
    const { core, salesDays } = emptyBox();
    expect((await core.adopt(rows, 'cloud')).count).toBe(rows.length);
    const journal = await core.readJournal(0, 1_000);
    expect(journal.map((row) => adoptedRow(row)?.row)).toEqual(rows);
    const first = { store: core.storeId, epoch: core.epoch, seq: 0, hash: genesisHash };
    expect(verifyChain(journal, first, sha256)).toMatchObject({ ok: true });
    const originals = journal.flatMap((row) => adoptedRow(row)?.row ?? []);
    expect(
      verifyChain(
        originals,
        { store: rows[0]?.store ?? '', epoch: rows[0]?.epoch ?? '', seq: 0, hash: genesisHash },
        sha256,
      ),
    ).toMatchObject({ ok: true });
    expect(salesDays()).toEqual([sales]);
    expect(core.view.openOrders()).toHaveLength(openOrders);
  });
});
