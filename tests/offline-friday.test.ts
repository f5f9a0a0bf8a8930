import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../tooling/programs/program.ts';
import { runProgram } from './support/run-program.ts';

/** The year's busiest Friday. */
const friday = '2015-11-27';
const header = 'order_id,ordered_at,order_type,item,variant,modifiers,quantity,unit_price';

interface Sold {
  rows: string[];
  orders: number;
  lines: number;
  revenueMinor: number;
}

/** That Friday as a restaurant's own export would have it: the neutral format, with a paid extra on some lines. */
function fridayOf(year: string): Sold {
  const sold: Sold = { rows: [], orders: 0, lines: 0, revenueMinor: 0 };
  const orderIds = new Set<string>();
  for (const row of year.split('\n').slice(1)) {
    const [orderId = '', date = '', time = '', name = '', size = '', , price = ''] = row.trim().split(',');
    if (date !== friday) continue;
    const withExtra = sold.lines % 7 === 0;
    const modifiers = withExtra ? '"[{""name"":""Extra cheese"",""price"":1.50}]"' : '';
    sold.rows.push([orderId, `${date}T${time}`, 'Takeaway', name, size, modifiers, '1', price].join(','));
    orderIds.add(orderId);
    sold.lines += 1;
    sold.revenueMinor += Math.round(Number(price) * 100) + (withExtra ? 150 : 0);
  }
  sold.orders = orderIds.size;
  return sold;
}

let folder = '';
let sold: Sold;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'auraconnect-friday-'));
  sold = fridayOf(readFileSync(join(projectRoot, 'tooling/demo/pizzaplace.csv'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('offline Friday', () => {
  it('sells the whole day without internet, and every place agrees to the cent when it is back', async () => {
    const file = join(folder, 'friday.csv');
    writeFileSync(file, `${[header, ...sold.rows].join('\r\n')}\r\n`);
    const { status, out, err } = await runProgram('tooling/replay/main.ts', [file, '--cut-internet', '0%..100%']).ended;
    expect(err).toMatch(new RegExp(`internet cut after 1 orders.*back after ${sold.orders}`));
    const thousands = (count: number): string => count.toLocaleString('en-US');
    const money = (sold.revenueMinor / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
    const figures = [thousands(sold.orders), thousands(sold.lines), thousands(sold.lines)].join(' +');
    for (const place of ["The appliance's journal", 'Receipts on paper', "The cloud's journal", 'The portal']) {
      const row = out.split('\n').find((line) => line.startsWith(place)) ?? '';
      expect(row).toMatch(new RegExp(`${figures} +${money.replace('.', '\\.')} +equal$`));
    }
    for (const place of ['Kitchen screens', 'Kitchen paper']) {
      const row = out.split('\n').find((line) => line.startsWith(place)) ?? '';
      expect(row).toMatch(new RegExp(`${figures} +- +equal$`));
    }
    expect(out).toContain('Exact: nothing lost, nothing twice.');
    expect(status).toBe(0);
  });
});
