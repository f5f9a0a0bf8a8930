import { randomFillSync } from 'node:crypto';
import { resolve } from 'node:path';
import { addDays, businessDateAt } from '@auraconnect/shared/time/business-day.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { ProgressBar } from '../progress-bar.ts';
import { ProgramFault } from '../programs/program.ts';
import { CallFailed } from '../programs/call.ts';
import { onShutdown } from '../shutdown.ts';
import { momentOf } from './file-clock.ts';
import { figuresOfFile } from './figures.ts';
import { menuOfFile, sellFrom } from './menu-of-file.ts';
import { readOptions, usage, WrongOption, type ReplayOptions } from './options.ts';
import { playOrders } from './play.ts';
import { BrokenOrderFile, readOrderFile } from './read-order-file.ts';
import { agrees, placesOf, settle, table } from './reconcile.ts';
import { ReplayedStore, station, taxCategory } from './replayed-store.ts';
import { StoreSaidNo } from './terminal.ts';
import type { FileOrder } from './order-file.ts';

const dayCutOff = '04:00';
const ids = createIdSource({ nowMs: () => Date.now() }, { bytes: (count) => randomFillSync(new Uint8Array(count)) });
const newId = (): string => ids.next();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Plays a file through a whole store and compares every place with the file. @returns the exit status. */
async function replay(options: ReplayOptions): Promise<number> {
  const digits =
    new Intl.NumberFormat('en-US', { style: 'currency', currency: options.currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  const path = resolve(process.env['INIT_CWD'] ?? '.', options.file);
  const orders = readOrderFile(path, digits).orders.slice(0, options.limit ?? undefined);
  const file = figuresOfFile(orders);
  const menu = menuOfFile(orders, { taxCategoryId: taxCategory, stationIds: [station] });
  say(`${file.orders} orders with ${file.lines} lines in the file, ${menu.items.length} items on its menu.`);
  const store = await ReplayedStore.plan(options, newId);
  onShutdown(() => store.close());
  try {
    await store.open(menu);
    say(
      `The store is open: appliance ${store.programs.applianceUrl}, portal ${store.programs.cloudUrl}, data in ${store.dataDir}.`,
    );
    await play(store, orders, menu, options);
    const draining = new ProgressBar('Settling', 100);
    let most = 1;
    await settle(store, ({ events, papers, unknownPapers, tickets }) => {
      const left = events + papers + unknownPapers + tickets;
      most = Math.max(most, left);
      draining.show(
        Math.round((1 - left / most) * 100),
        `${events} events, ${papers + unknownPapers} papers, ${tickets} tickets to go`,
      );
    });
    draining.finish('every queue is empty');
    if (store.kitchenFault !== null) throw store.kitchenFault;
    const dayOf = (order: FileOrder | undefined): string =>
      businessDateAt(momentOf(order?.orderedAt ?? '', options.timeZone), options.timeZone, dayCutOff);
    const places = await placesOf(store, dayOf(orders[0]), addDays(dayOf(orders.at(-1)), 1));
    say(`\n${table(file, places, options.currency)}\n`);
    const exact = places.every((place) => agrees(place, file));
    say(exact ? 'Exact: nothing lost, nothing twice.' : 'NOT exact: see the rows that differ.');
    return exact ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function play(
  store: ReplayedStore,
  orders: readonly FileOrder[],
  menu: ReturnType<typeof menuOfFile>,
  options: ReplayOptions,
): Promise<void> {
  const { cutInternet, killAppliance } = options;
  const bar = new ProgressBar('Playing', orders.length);
  const killAt = new Set(
    Array.from({ length: killAppliance }, (_, index) => Math.ceil(((index + 0.6) / killAppliance) * orders.length)),
  );
  const cutFrom = cutInternet ? Math.max(1, Math.ceil(cutInternet.from * orders.length)) : -1;
  const cutTo = cutInternet ? Math.ceil(cutInternet.to * orders.length) : -1;
  const notes: string[] = [];
  await playOrders(orders, {
    tills: store.tills,
    menu: sellFrom(menu),
    currency: options.currency,
    timeZone: options.timeZone,
    dayCutOff,
    newId,
    speedUp: options.speedUp,
    onOrder: async (done) => {
      if (done === cutFrom) {
        store.link.cut();
        notes.push(`internet cut after ${done} orders`);
      }
      if (done === cutTo) {
        store.link.mend();
        notes.push(`back after ${done}`);
      }
      if (killAt.delete(done)) {
        await store.killAppliance();
        notes.push(`appliance killed after ${done}`);
      }
      bar.show(done, store.link.isCut ? '(no internet)' : '');
    },
  });
  if (store.link.isCut) store.link.mend();
  bar.finish(`${orders.length} orders${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`);
}

try {
  const given = process.argv.slice(2);
  if (given.includes('--help')) say(usage);
  else process.exitCode = await replay(readOptions(given));
} catch (fault) {
  process.exitCode = 2;
  if (fault instanceof BrokenOrderFile) {
    process.stderr.write(
      `${fault.message}\n${fault.problems
        .slice(0, 20)
        .map(({ row, reason }) => `  row ${row}: ${reason}`)
        .join('\n')}\n`,
    );
    if (fault.problems.length > 20) process.stderr.write(`  and ${fault.problems.length - 20} more\n`);
  } else if (
    fault instanceof WrongOption ||
    fault instanceof ProgramFault ||
    fault instanceof StoreSaidNo ||
    fault instanceof CallFailed
  ) {
    process.stderr.write(`${fault.message}\n`);
  } else if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') {
    process.stderr.write(`There is no such file: ${'path' in fault ? String(fault.path) : ''}\n`);
  } else throw fault;
}
process.exit();
