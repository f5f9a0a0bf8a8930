import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreBox } from '@auraconnect/cloud-sync/testing/store-box.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { packUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import { demoCatalogue } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { scratchFolder } from '../bench/harness/scratch.ts';
import { root } from '../root.ts';

/**
 * Trains the dictionary with which journals are packed on their way to the cloud, from sales of the whole demo menu. A dictionary
 * belongs to its id for ever: a better one gets the next id, and clouds read the old one for as long as stores may send it.
 *
 *     npm run train:dictionary -- 2        needs zstd (Debian: zstd)
 */
const mostBytes = 16_384;
const lineWidth = 120;

async function main([idText]: readonly string[]): Promise<number> {
  const id = Number(idText);
  if (!Number.isInteger(id) || id < 1 || id > 65_535) {
    console.error('Give the number of the new dictionary: one that no dictionary had before.');
    return 2;
  }
  const folder = scratchFolder('dictionary');
  try {
    const samples = join(folder, 'samples');
    mkdirSync(samples);
    const texts = await exampleRequests();
    for (const [index, text] of texts.entries()) writeFileSync(join(samples, String(index)), text);
    const trained = join(folder, 'dictionary');
    execFileSync('zstd', ['-q', '-r', '--train', samples, `--maxdict=${mostBytes}`, `--dictID=${id}`, '-o', trained]);
    writeFileSync(
      join(root, 'shared/src/protocol/journal-dictionary.ts'),
      sourceOf(id, readFileSync(trained).toString('base64')),
    );
    console.log(`Dictionary ${id} from ${texts.length} examples.`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Live orders as one request each, and their events one by one. */
async function exampleRequests(): Promise<string[]> {
  const box = (await StoreBox.create()).open();
  const requests: string[] = [];
  const pack = (rows: readonly JournalRow[]): void => {
    const [first] = rows;
    if (first === undefined) return;
    const after = { epoch: box.epoch, seq: first.seq - 1, hash: first.prevHash };
    const request = { store: box.storeId, epoch: box.epoch, after, durableSeq: box.rows.length, rows: [...rows] };
    requests.push(JSON.stringify(packUpRequest(request)));
  };
  const dishes = demoCatalogue()
    .items.filter(({ daypartIds }) => daypartIds.length === 0)
    .flatMap((item) => item.variants.map((variant): [string, string, string] => [item.id, variant.id, '1']));
  for (const [index, dish] of dishes.entries()) {
    const other = dishes[(index * 7 + 3) % dishes.length] ?? dish;
    for (const items of [[dish], [dish, other], [dish, other, dish]]) {
      const before = box.rows.length;
      const till = box.sell({ items, tipMinor: index % 3 === 0 ? 150 : 0 });
      if (index % 9 === 0) box.refund(till, 100);
      const rows = box.rows.slice(before);
      pack(rows);
      for (const row of rows) pack([row]);
    }
  }
  return requests;
}

function sourceOf(id: number, base64: string): string {
  const lines = Array.from({ length: Math.ceil(base64.length / lineWidth) }, (_, line) =>
    base64.slice(line * lineWidth, (line + 1) * lineWidth),
  );
  return `/**
 * What requests with journal rows look like, for zstd to point back at; made by \`npm run train:dictionary\`. Store and cloud name
 * it by its id. It belongs to that id for ever (a test holds its hash): a better one gets an id of its own.
 */
export const journalDictionaryId = ${id};

/** As base64. */
export const journalDictionary = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}

process.exitCode = await main(process.argv.slice(2));
