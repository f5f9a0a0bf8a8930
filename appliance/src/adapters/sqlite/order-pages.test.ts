import { expect, test } from 'vitest';
import { LonelyTill } from '../../testing/lonely-till.ts';
import { startCore } from '../../testing/test-core.ts';
import { newId } from '../../testing/test-store.ts';
import { SqliteOrderPages } from './order-pages.ts';

test('open orders and closed ones are told apart, whichever was asked for first', async () => {
  const { core, db, till, close } = await startCore();
  const pages = new SqliteOrderPages(db);
  await till.submit(till.command('cash.open_session', { sessionId: newId(), floatMinor: 0 }));
  const lonely = new LonelyTill(core, till);
  const [open, closed] = [lonely.open(), lonely.sell('fries')];
  await lonely.comeBack();
  const of = (status: 'open' | 'closed' | 'voided'): string[] =>
    pages.page({ status, businessDate: null, search: null, before: null, limit: 10 }).orderIds;
  expect([of('open'), of('closed'), of('voided'), of('open')]).toEqual([[open], [closed], [], [open]]);
  await close();
});
