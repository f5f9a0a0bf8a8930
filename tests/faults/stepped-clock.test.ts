import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { openTerminal, terminalOf } from '../../tooling/demo/demo-store.ts';
import { pairDevice } from '../../tooling/programs/store-access.ts';
import { newId, openStore } from '../support/story-store.ts';
import { cardSale } from './support/card-sale.ts';
import { faultTest, type Need, seen } from './support/fault-test.ts';
import { wrongAfter } from './support/oracle.ts';

/** Debian's place for it, whatever the machine's kind. */
function libfaketime(): string | null {
  try {
    const [triplet] = readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu'));
    const folder = `/usr/lib/${triplet ?? ''}/faketime`;
    return readdirSync(folder).includes('libfaketimeMT.so.1') ? `${folder}/libfaketimeMT.so.1` : null;
  } catch {
    return null;
  }
}

const needsFaketime: Need = () =>
  libfaketime() === null ? 'libfaketime is missing (Debian: apt-get install faketime)' : null;

const hour = 3_600;
/** Seconds added to the box's clock; somebody sets it while the store sells. */
const steps = { 'as it is': 0, 'an hour back': -hour, 'a day ahead': 24 * hour, 'as it was': 0 };

interface Row {
  seq: number;
  type: string;
  businessDate: string;
  occurredAt: string;
  number: string | null;
}

function rowsOf(databasePath: string): Row[] {
  const db = new Database(databasePath, { readonly: true });
  try {
    const { journal } = new SqliteStorage(db);
    return journal.rows(0, journal.head().seq).map(({ seq, businessDate, occurredAt, type, bytes }) => ({
      seq,
      type,
      businessDate,
      occurredAt,
      number: type === 'order.opened' ? ((JSON.parse(bytes) as { number?: string }).number ?? null) : null,
    }));
  } finally {
    db.close();
  }
}

faultTest(
  'a clock that is set back an hour, a day ahead and back, and to the year 2000 at a start, moves no order and no day backwards',
  [needsFaketime],
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'auraconnect-clock-'));
    const file = join(folder, 'offset');
    const set = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    set(0);
    const store = await openStore({
      story: 'faults-clock',
      cloud: false,
      applianceEnv: {
        LD_PRELOAD: libfaketime() ?? '',
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    });
    try {
      const { baseUrl } = store.manager;
      const device = await pairDevice(store.manager, 'Counter', 'pos');
      const sold: string[] = [];
      const sell = async (): Promise<void> => {
        // Signed in anew: what a person may do runs out by the clock, and a till asks for the PIN then.
        const terminal = await terminalOf(baseUrl, device, newId);
        for (let guest = 0; guest < 3; guest += 1) {
          const { orderId, commands } = cardSale(newId);
          const answers = await terminal.send(commands, new Date().toISOString());
          expect(answers.map(({ status }) => status)).toEqual(commands.map(() => 'accepted'));
          sold.push(orderId);
        }
      };
      const before = await openTerminal(store.manager, 'Second', 'pos', newId);
      for (const seconds of Object.values(steps)) {
        set(seconds);
        await sell();
        if (seconds > 0) {
          // Nobody's right is longer than it was because the clock moved.
          const { commands } = cardSale(newId);
          await expect(before.send(commands, new Date().toISOString())).rejects.toThrow(/sign|PIN|expired|again/i);
        }
      }
      await store.programs.appliance.stop();
      set(-26 * 365 * 24 * hour);
      await store.programs.appliance.start();
      await sell();
      set(0);
      await sell();
      await store.programs.appliance.stop();

      const database = join(store.dataDir, 'appliance', 'store.db');
      expect(wrongAfter(database, sold)).toEqual([]);
      const rows = rowsOf(database);
      // Before its first day a store does not know its time zone yet: what is written while it is set up bears the day of UTC.
      const firstDay = rows.findIndex(({ type }) => type === 'day.opened');
      expect(firstDay).toBeGreaterThan(-1);
      const backwards = rows.filter(
        ({ businessDate }, index) => index > firstDay && businessDate < (rows[index - 1]?.businessDate ?? ''),
      );
      expect(backwards).toEqual([]);
      const numbers = rows.flatMap(({ number, businessDate }) => (number === null ? [] : `${businessDate} ${number}`));
      expect(numbers).toHaveLength(sold.length);
      expect(new Set(numbers).size).toBe(numbers.length);
      // The control: by their times the same events stand in another order, so whoever sorted by the clock would be wrong.
      const byClock = rows.toSorted((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt));
      const moved = byClock.filter(({ seq }, index) => seq !== rows[index]?.seq).length;
      expect(moved).toBeGreaterThan(0);
      seen(
        'clock steps',
        `${sold.length} orders over ${Object.keys(steps).join(', ')}, and the year 2000 at a start: 0 lost, no number twice on a day, no business day backwards, yesterday's sign-in refused a day ahead; control: sorting by the clock would move ${moved} of ${rows.length} events`,
      );
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
