import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../tooling/programs/program.ts';
import { runProgram, type RunningProgram } from '../support/run-program.ts';

const year = join(projectRoot, 'tooling/demo/pizzaplace.csv');
const replay = (...args: string[]): RunningProgram => runProgram('tooling/replay/main.ts', args);
/** The reconciliation's row of one place. */
const rowOf = (out: string, place: string): string => out.split('\n').find((line) => line.startsWith(place)) ?? '';

const places = [
  "The appliance's journal",
  "The appliance's projections",
  'Kitchen screens',
  'Kitchen paper',
  'Receipts on paper',
  "The cloud's journal",
  "The cloud's read models",
  'The portal',
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'auraconnect-dinner-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('kill -9 at dinner', () => {
  it('loses nothing and does nothing twice, with the internet away and the appliance killed three times', async () => {
    const { status, out, err } = await replay(
      year,
      '--limit',
      '400',
      '--cut-internet',
      '30%..70%',
      '--kill-appliance',
      '3',
    ).ended;
    expect(err.match(/appliance killed after/g)).toHaveLength(3);
    expect(err).toMatch(/internet cut after 120 orders.*back after 280/);
    for (const place of places) expect(rowOf(out, place)).toMatch(/^.{28}\s+400\s+942\s+942\s+(15,591\.50|-)\s+equal$/);
    expect(out).toContain('Exact: nothing lost, nothing twice.');
    expect(status).toBe(0);
  });

  it('sees one cent too little on a receipt and one kitchen ticket that came out twice', async () => {
    const data = join(folder, 'tampered');
    const run = replay(year, '--limit', '60', '--data', data);
    await tamper(join(data, 'paper', 'receipt.papers.jsonl'), (text) => {
      const subtotal = /Subtotal +\d+\.\d(\d)/.exec(text);
      const digit = Number(subtotal?.[1]);
      return subtotal && [{ at: subtotal.index + subtotal[0].length - 1, write: String((digit + 9) % 10) }];
    });
    await tamper(join(data, 'paper', 'kitchen.papers.jsonl'), (text) => {
      const [first, second] = [...text.matchAll(/Ref ([0-9a-f-]{36})/g)].filter(
        (match, index, all) => all.findIndex((other) => other[1] === match[1]) === index,
      );
      return first && second
        ? [...text.matchAll(new RegExp(second[1] ?? '', 'g'))].map(({ index }) => ({
            at: index,
            write: first[1] ?? '',
          }))
        : null;
    });
    const { status, out } = await run.ended;
    expect(rowOf(out, 'Receipts on paper')).toContain('DIFFERS');
    expect(rowOf(out, 'Kitchen paper')).toMatch(/DIFFERS 1 came out twice/);
    for (const place of places.filter((name) => !name.includes('aper'))) expect(rowOf(out, place)).toMatch(/equal$/);
    expect(out).toContain('NOT exact');
    expect(status).toBe(1);
  });

  it('refuses a file with broken rows by line and reason before anything is sold', async () => {
    const file = join(folder, 'broken.csv');
    const data = join(folder, 'never');
    const rows = [
      'order_id,ordered_at,order_type,item,variant,modifiers,quantity,unit_price',
      '1,2026-11-20T18:00:00,Dine in,Burger,,,1,12.50',
      '1,2026-11-20T18:00:00,Dine in,Fries,,[{],1,5.50',
      '2,yesterday,Dine in,Burger,,,1,12.50',
      '3,2026-11-20T18:05:00,Dine in,Burger,,,1,12.505',
    ];
    writeFileSync(file, `${rows.join('\r\n')}\r\n`);
    const { status, out, err } = await replay(file, '--data', data).ended;
    expect(status).toBe(2);
    expect(err).toContain('3 rows cannot be read; nothing was sold.');
    expect(err).toMatch(/row 3: modifiers is not JSON/);
    expect(err).toMatch(/row 4: ordered_at "yesterday"/);
    expect(err).toMatch(/row 5: unit_price "12\.505" is not a price/);
    expect(out).toBe('');
    expect(existsSync(data)).toBe(false);
  });
});

/** Changes bytes of a paper ledger while the store is at work, as soon as what is looked for stands in it. Nothing moves: the lengths stay. */
async function tamper(file: string, find: (text: string) => { at: number; write: string }[] | null): Promise<void> {
  const changes = await vi.waitFor(
    () => {
      // One character is one byte here, so that an index into the text is a place in the file.
      const found = find(readFileSync(file, 'latin1'));
      if (!found) throw new Error(`nothing to change yet in ${file}`);
      return found;
    },
    { timeout: 60_000, interval: 20 },
  );
  const handle = openSync(file, 'r+');
  for (const { at, write } of changes) writeSync(handle, write, at, 'latin1');
  closeSync(handle);
}
