import Database from 'better-sqlite3';
import { effectiveRow } from '@auraconnect/shared/journal/epoch-events.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { verifyStore } from '@auraconnect/appliance/adapters/sqlite/verify-store.ts';
import { sentenceOf } from '@auraconnect/appliance/integrity/store-report.ts';
import { loadState } from '@auraconnect/appliance/store/state-source.ts';
import { menuWrong } from './menu-at-rest.ts';
import type { Paper } from './paper-room.ts';
import { papersElsewhere } from './papers-elsewhere.ts';
import { promisesBroken } from './promises.ts';
import type { World } from './world.ts';

/** What is wrong once everything has worked for a minute: by DESIGN's definitions of what right means. */
export function wrongAtRest(world: World): string[] {
  const { image } = world.box;
  const db = new Database(image, { readonly: true });
  try {
    const { journal, commands } = new SqliteStorage(db);
    const written = journal.rows(0, journal.head().seq);
    // What was adopted is told as what it was.
    const rows = written.map((row) => effectiveRow(row)).filter((row) => row !== null);
    if (world.wasSetBack) return forkUnnoticed(world, written);
    const isAdopted = (id: string): boolean => commands.adoptedAt(id) !== null;
    return [
      ...queuesNotEmpty(world),
      ...promisesBroken(world, image),
      ...lostOrDoubled(world, rows),
      ...moneyWrong(world, db),
      ...cloudDiffers(world, { written, rows, isAdopted }),
      ...paperWrong(world, { written, rows }),
      ...kitchenWrong(world, rows),
      ...menuWrong(world, rows, isAdopted),
      ...verifyStore(db).findings.map(sentenceOf),
    ];
  } finally {
    db.close();
  }
}

/** Two histories under one name: a person has to hear of it, and nothing of the first is touched. */
function forkUnnoticed({ cloud, first }: World, written: readonly JournalRow[]): string[] {
  const { rows, alarms } = cloud.kept(first.storeId);
  if ([...alarms.values()].some(({ code }) => code === 'fork_detected')) return [];
  const inCloud = new Set(rows.map(({ hash }) => hash));
  const lost = written.filter(({ hash }) => !inCloud.has(hash));
  return lost.length === 0
    ? []
    : [`${lost.length} events of a second history never reached the cloud, and nobody was told`];
}

function queuesNotEmpty({ tills, screen, desk, box }: World): string[] {
  const wrong: string[] = [];
  for (const device of [...tills, screen, desk]) {
    if (device.pendingCount > 0) wrong.push(`${device.name} still has ${device.pendingCount} commands to send`);
    for (const { type, n } of device.setAside) wrong.push(`${device.name} had to set ${type} ${n} aside`);
    for (const { commandId, type, n } of device.taken.values())
      if (!device.acknowledged.has(commandId)) wrong.push(`${device.name} never heard of its ${type} ${n}`);
  }
  const { core } = box;
  if (core === null) return [...wrong, 'the appliance does not run'];
  if (core.durability !== 'ok') wrong.push('the appliance acknowledges nothing');
  for (const { document, state } of core.view.openPrintJobs()) wrong.push(`a ${document} is still ${state}`);
  for (const { code, orderNumber } of core.view.openExceptions())
    wrong.push(`${code} of ${orderNumber} was never settled`);
  if (box.uplinkPending > 0) wrong.push(`${box.uplinkPending} events still wait for the cloud`);
  return wrong;
}

const payloadOf = ({ bytes }: JournalRow): Record<string, unknown> => JSON.parse(bytes) as Record<string, unknown>;

function lostOrDoubled({ tills }: World, rows: readonly JournalRow[]): string[] {
  const wrong: string[] = [];
  const closed = new Map<string, number>();
  for (const row of rows)
    if (row.type === 'order.closed' && row.orderId !== null)
      closed.set(row.orderId, (closed.get(row.orderId) ?? 0) + 1);
  const sold = tills.flatMap(({ orderIds }) => orderIds);
  for (const orderId of sold)
    if (closed.get(orderId) !== 1)
      wrong.push(`order ${orderId.slice(-6)} was sold once and is closed ${closed.get(orderId) ?? 0} times`);
  if (closed.size > sold.length) wrong.push(`${closed.size - sold.length} orders are in the journal that nobody sold`);
  for (const [type, id] of [
    ['order.line_added', (row: JournalRow) => (payloadOf(row)['line'] as { lineId: string }).lineId],
    ['order.payment_taken', (row: JournalRow) => (payloadOf(row)['payment'] as { paymentId: string }).paymentId],
    ['order.sent', (row: JournalRow) => String(payloadOf(row)['sendId'])],
  ] as const) {
    const seen = new Set<string>();
    for (const row of rows.filter((one) => one.type === type)) {
      if (seen.has(id(row))) wrong.push(`${type} happened twice for ${id(row).slice(-6)}`);
      seen.add(id(row));
    }
  }
  for (const till of tills) {
    for (const [orderId, totalMinor] of till.soldAlone) {
      const row = rows.find((one) => one.type === 'order.closed' && one.orderId === orderId);
      const totals = row === undefined ? null : (payloadOf(row)['totals'] as { totalMinor: number });
      if (totals?.totalMinor !== totalMinor)
        wrong.push(
          `${till.name} sold ${orderId.slice(-6)} alone for ${totalMinor}, the journal for ${totals?.totalMinor}`,
        );
    }
    for (const order of till.closed.values()) {
      const row = rows.find(({ type, orderId }) => type === 'order.closed' && orderId === order.orderId);
      const totals = row === undefined ? null : (payloadOf(row)['totals'] as { totalMinor: number });
      if (totals?.totalMinor !== order.totals.totalMinor)
        wrong.push(
          `${till.name} closed ${order.orderId.slice(-6)} at ${order.totals.totalMinor}, the journal at ${totals?.totalMinor}`,
        );
    }
  }
  return wrong;
}

/** Received = applied + change, per order; the drawer holds its float and its cash; the sums of the day are those of the orders. */
function moneyWrong({ tills }: World, db: Database.Database): string[] {
  const wrong: string[] = [];
  const storage = new SqliteStorage(db);
  const state = loadState(storage);
  let revenueMinor = 0;
  let cashMinor = 0;
  for (const orderId of tills.flatMap(({ orderIds }) => orderIds)) {
    const order = state.orders.get(orderId);
    if (order === null) continue;
    revenueMinor += order.totals.revenueMinor;
    for (const payment of order.payments) {
      if (payment.tender === 'cash') {
        cashMinor += payment.amountMinor + payment.tipMinor;
        if (payment.tenderedMinor !== payment.amountMinor + payment.tipMinor + payment.changeMinor)
          wrong.push(`a payment of ${orderId.slice(-6)} does not add up`);
      }
    }
    const settled = order.payments.reduce(
      (sum, { amountMinor, roundingMinor }) => sum + amountMinor - roundingMinor,
      0,
    );
    if (order.status === 'closed' && settled !== order.totals.totalMinor)
      wrong.push(`order ${orderId.slice(-6)} is closed at ${order.totals.totalMinor} and settled with ${settled}`);
  }
  const day = db.prepare('SELECT sum(revenue_minor) FROM sales_day').pluck().get() as number | null;
  if ((day ?? 0) !== revenueMinor) wrong.push(`the days come to ${day ?? 0}, the orders to ${revenueMinor}`);
  const drawers = state.cashSessions.values();
  if (drawers.length !== tills.length) wrong.push(`${drawers.length} drawers are open for ${tills.length} tills`);
  const inDrawers = db
    .prepare(`SELECT sum(json_extract(tenders, '$.cash.amountMinor')) FROM sales_day`)
    .pluck()
    .get() as number | null;
  if (inDrawers !== null && inDrawers !== cashMinor)
    wrong.push(`${inDrawers} was counted as cash, ${cashMinor} was taken`);
  return wrong;
}

interface Written {
  /** As they stand in the journal. */
  written: readonly JournalRow[];
  /** As they tell of what happened. */
  rows: readonly JournalRow[];
  isAdopted(id: string): boolean;
}

function cloudDiffers({ cloud, first, clone }: World, { written, rows, isAdopted }: Written): string[] {
  const kept = cloud.kept(first.storeId);
  const wrong: string[] = [];
  const placeOf = ({ epoch, seq }: JournalRow): string => `${epoch} ${seq}`;
  const byPlace = new Map(kept.rows.map((row) => [placeOf(row), row]));
  if (kept.rows.length !== byPlace.size) wrong.push('the cloud has an event twice');
  for (const row of written)
    if (byPlace.get(placeOf(row))?.hash !== row.hash)
      wrong.push(`the cloud does not have event ${row.seq} (${row.type})`);
  const ours = new Set(written.map(placeOf));
  const others = kept.rows.filter((row) => !ours.has(placeOf(row)) && !row.type.startsWith('epoch.'));
  const lost = others.filter(({ id }) => !isAdopted(id));
  if (lost.length > 0) wrong.push(`the cloud has ${lost.length} events that the store has lost`);
  if (kept.held.length > 0) wrong.push(`${kept.held.length} events are still held in the cloud`);
  for (const { code } of kept.alarms.values())
    if (code === 'fork_detected' || code === 'chain_broken') wrong.push(`the cloud raised ${code} without a reason`);
  const isNamed = [...kept.alarms.values()].some(({ code }) => code === 'two_boxes' || code === 'history_branched');
  if (clone !== null && others.some(({ epoch }) => epoch === clone.lastEpoch) && !isNamed)
    wrong.push('two boxes ran from one disk, and nobody was told');
  const sold = rows.filter(({ type }) => type === 'order.closed');
  const revenueMinor = sold.reduce(
    (sum, row) => sum + (payloadOf(row)['totals'] as { revenueMinor: number }).revenueMinor,
    0,
  );
  const inCloud = [...kept.orders.values()]
    .filter(({ order }) => order.status === 'closed')
    .reduce((sum, { order }) => sum + order.revenue_minor, 0);
  const payments = [...kept.orders.values()].flatMap((order) => order.payments);
  const takenMinor = payments.reduce((sum, { amount_minor: amountMinor }) => sum + amountMinor, 0);
  const paid = rows.filter(({ type }) => type === 'order.payment_taken').map((row) => payloadOf(row)['payment']);
  const paidMinor = (paid as { amountMinor: number }[]).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (takenMinor !== paidMinor) wrong.push(`the cloud took ${takenMinor}, the store ${paidMinor}`);
  if (inCloud !== revenueMinor) wrong.push(`the cloud sold for ${inCloud}, the store for ${revenueMinor}`);
  return wrong;
}

const subjectOf = ({ document, subject, jobId }: PrintJob): string => {
  switch (subject.type) {
    case 'receipt':
      return `receipt of ${subject.orderId}`;
    case 'kitchen-ticket':
      return `ticket ${subject.ticketId}`;
    default:
      return `${document} ${jobId}`;
  }
};

/**
 * What came out of a box that was lost before anybody heard of it is known to nobody: the command comes again, and prints again. So is what
 * a copied disk printed while the cloud could not tell it of the other box.
 */
function papersOfRecord(
  { paper, onlyDevicesHad }: World,
  { written, rows }: Pick<Written, 'written' | 'rows'>,
): readonly Paper[] {
  const elsewhere = papersElsewhere(written);
  const known = paper.papers.filter(({ couldBeKnown }) => couldBeKnown);
  if (!onlyDevicesHad) return known.filter(({ job }) => !elsewhere.has(job.jobId));
  const queued = new Set(rows.flatMap((row) => (row.type === 'print.queued' ? String(payloadOf(row)['jobId']) : [])));
  return known.filter(({ job }) => queued.has(job.jobId));
}

/** Every paper once, or marked as a copy because a person asked for it; a drawer never by itself a second time. */
function paperWrong(world: World, { written, rows }: Pick<Written, 'written' | 'rows'>): string[] {
  const { paper, tills } = world;
  const wrong: string[] = [];
  const seen = new Set<string>();
  const jobs = new Set<string>();
  for (const { job, printerId } of papersOfRecord(world, { written, rows })) {
    if (jobs.has(job.jobId)) wrong.push(`${printerId} printed the same ${job.document} twice`);
    jobs.add(job.jobId);
    if (job.copy) continue;
    const subject = subjectOf(job);
    if (seen.has(subject)) wrong.push(`the ${subject.slice(0, 30)} came out twice and neither says COPY`);
    seen.add(subject);
  }
  const receipts = new Set(
    paper.papers.flatMap(({ job }) => (job.subject.type === 'receipt' ? [job.subject.orderId] : [])),
  );
  const kicks = rows.filter(({ type, bytes }) => type === 'print.queued' && bytes.includes('"drawer-kick"')).length;
  const cashPayments = rows.filter(
    ({ type, bytes }) => type === 'order.payment_taken' && bytes.includes('"tender":"cash"'),
  );
  if (kicks > cashPayments.length + tills.length) wrong.push('a drawer was kicked more often than cash was taken');
  // Nobody prints the receipt of a guest who left while the till was on its own.
  const awaited = tills.flatMap(({ closed, soldAlone }) => [...closed.keys()].filter((id) => !soldAlone.has(id)));
  for (const orderId of awaited) if (!receipts.has(orderId)) wrong.push(`order ${orderId.slice(-6)} has no receipt`);
  return wrong;
}

/** What was fired was on a glass that showed it, or on paper. */
function kitchenWrong({ screen, paper }: World, rows: readonly JournalRow[]): string[] {
  const wrong: string[] = [];
  const printed = new Set(
    paper.papers.flatMap(({ job }) => (job.subject.type === 'kitchen-ticket' ? [job.subject.ticketId] : [])),
  );
  const fired = new Set<string>();
  for (const row of rows.filter(({ type }) => type === 'order.sent')) {
    for (const { ticketId } of payloadOf(row)['tickets'] as { ticketId: string }[]) {
      if (fired.has(ticketId)) wrong.push(`ticket ${ticketId.slice(-6)} was fired twice`);
      fired.add(ticketId);
      if (!screen.shown.has(ticketId) && !printed.has(ticketId))
        wrong.push(`nobody in the kitchen ever saw ticket ${ticketId.slice(-6)}`);
    }
  }
  return wrong;
}
