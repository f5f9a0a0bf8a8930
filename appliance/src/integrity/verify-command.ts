import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../adapters/sqlite/open-database.ts';
import { verifyStore } from '../adapters/sqlite/verify-store.ts';
import { Progress } from '../backup/progress.ts';
import { StoreFault } from '../store/store-fault.ts';
import { type Anchor, sentenceOf, type StoreReport } from './store-report.ts';

const usage = `npm run verify -- DATA_DIR [--anchor EPOCH:SEQ:HASH] [--json]

Checks a store's data as an auditor would, also while the appliance runs: SQLite's own check, the hash of every event from the first to
the last, the index of orders, the answers that were given, and every projection against one folded anew. An anchor is a place of the
history that somebody outside has written down; it may be given more than once. Exit status: 0 all is as it was written, 1 it is not,
2 it could not be checked.`;

interface Asked {
  database: string;
  anchors: Anchor[];
  json: boolean;
}

class WrongArguments extends Error {
  override readonly name = 'WrongArguments';
  readonly code = 'wrong_arguments';
}

function readArguments(): Asked {
  const { values, positionals } = parse();
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new WrongArguments(`Name one data folder.\n\n${usage}`);
  // npm runs this in the project's root; a path that a person types begins where they stand.
  const folder = resolve(process.env['INIT_CWD'] ?? '.', given);
  const database = [join(folder, 'appliance', 'store.db'), join(folder, 'store.db')].find((path) => existsSync(path));
  if (database === undefined) throw new WrongArguments(`There is no store in ${folder}.`);
  return { database, anchors: (values.anchor ?? []).map(readAnchor), json: values.json ?? false };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { anchor: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new WrongArguments(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function readAnchor(text: string): Anchor {
  const match = /^([0-9a-f-]{36}):(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (match === null) throw new WrongArguments(`"${text}" is no anchor: EPOCH:SEQ:HASH.\n\n${usage}`);
  return { epoch: match[1] ?? '', seq: Number(match[2]), hash: match[3] ?? '' };
}

/** @returns the exit status */
function main(): number {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { database, anchors, json } = readArguments();
  const db = openDatabase({ path: database, synchronous: 'NORMAL', readonly: true });
  try {
    const progress = new Progress('Checking');
    const report = verifyStore(db, { anchors, onProgress: (part) => progress.show(part) });
    progress.done();
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : sentences(report, anchors));
    return report.findings.length === 0 ? 0 : 1;
  } finally {
    db.close();
  }
}

function sentences(
  { store, epoch, events, headHash, firstEventAt, lastEventAt, findings }: StoreReport,
  anchors: readonly Anchor[],
): string {
  const span = firstEventAt === null ? '' : `, from ${firstEventAt} to ${lastEventAt}`;
  const lines = [
    `${store.name === '' ? 'A store that is not set up yet' : store.name} (${store.id})`,
    `${events.toLocaleString('en-US')} events in one unbroken chain${span}`,
    `The last one: ${epoch}:${events}:${headHash}`,
    '',
    ...findings.map(sentenceOf),
  ];
  const seen =
    anchors.length === 0 ? '' : ` The history contains all ${anchors.length} places that were written down outside.`;
  if (findings.length === 0) lines.push(`Everything is as it was written: events, index, answers, projections.${seen}`);
  else lines.push('', 'Stop the appliance, keep a copy of this folder, and bring back a backup.');
  return `${lines.join('\n')}\n`;
}

try {
  process.exitCode = main();
} catch (error) {
  const known = error instanceof WrongArguments || error instanceof StoreFault;
  process.stderr.write(`${known ? error.message : `The store could not be checked: ${String(error)}`}\n`);
  process.exitCode = 2;
}
