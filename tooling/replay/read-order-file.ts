import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { readNeutralRow, neutralColumns } from './neutral-format.ts';
import { pizzaplaceColumns, readPizzaplaceRow } from './pizzaplace-format.ts';
import type { FileLine, FileOrder, OrderFile, RowProblem } from './order-file.ts';

/** Thrown before anything is sold: which rows cannot be read and why. */
export class BrokenOrderFile extends Error {
  override readonly name = 'BrokenOrderFile';
  readonly code = 'order_file_broken';
  readonly problems: RowProblem[];
  constructor(path: string, problems: RowProblem[]) {
    super(`${path}: ${problems.length} ${problems.length === 1 ? 'row' : 'rows'} cannot be read; nothing was sold.`);
    this.problems = problems;
  }
}

/** One row as its format reads it, or why it cannot be read. */
export type ReadRow = { orderId: string; orderedAt: string; orderType: string; line: FileLine } | { reason: string };

interface Format {
  name: OrderFile['format'];
  columns: readonly string[];
  read: (cells: Record<string, string>, row: number, currencyDigits: number) => ReadRow;
}

const formats: Format[] = [
  { name: 'pizzaplace', columns: pizzaplaceColumns, read: readPizzaplaceRow },
  { name: 'neutral', columns: neutralColumns, read: readNeutralRow },
];

/**
 * Reads a pizza-place export or the neutral CSV (README, "Bring your own orders"). LF or CRLF, with or without a byte-order mark.
 * @param currencyDigits decimal places of the store's currency: 2 for USD, 0 for JPY.
 * @throws BrokenOrderFile with every row that is wrong, the first ones first.
 */
export function readOrderFile(path: string, currencyDigits: number): OrderFile {
  return parseOrderFile(path, readFileSync(path, 'utf8'), currencyDigits);
}

export function parseOrderFile(path: string, text: string, currencyDigits: number): OrderFile {
  const rows = parseRows(path, text);
  const [header, ...body] = rows;
  const format = formats.find(({ columns }) => header && columns.every((column) => header.cells.includes(column)));
  if (!header || !format) {
    throw new BrokenOrderFile(path, [
      { row: 1, reason: `the first row must name the columns ${neutralColumns.join(', ')}` },
    ]);
  }
  const problems: RowProblem[] = [];
  const byId = new Map<string, FileOrder>();
  for (const { row, cells } of body) {
    if (cells.length !== header.cells.length) {
      problems.push({ row, reason: `has ${cells.length} columns where the header has ${header.cells.length}` });
      continue;
    }
    const named = Object.fromEntries(header.cells.map((column, index) => [column, (cells[index] ?? '').trim()]));
    const read = format.read(named, row, currencyDigits);
    const reason = 'reason' in read ? read.reason : addRow(byId, read);
    if (reason) problems.push({ row, reason });
  }
  if (problems.length === 0 && byId.size === 0) problems.push({ row: 2, reason: 'there is no order in the file' });
  if (problems.length > 0) throw new BrokenOrderFile(path, problems);
  const orders = [...byId.values()].sort((one, other) =>
    one.orderedAt < other.orderedAt ? -1 : one.orderedAt > other.orderedAt ? 1 : 0,
  );
  return { format: format.name, orders };
}

function addRow(byId: Map<string, FileOrder>, read: Exclude<ReadRow, { reason: string }>): string | null {
  const order = byId.get(read.orderId);
  if (!order) {
    byId.set(read.orderId, {
      orderId: read.orderId,
      orderedAt: read.orderedAt,
      orderType: read.orderType,
      lines: [read.line],
    });
    return null;
  }
  if (order.orderedAt !== read.orderedAt)
    return `order ${read.orderId} was ordered at ${order.orderedAt} in an earlier row and at ${read.orderedAt} here`;
  if (order.orderType !== read.orderType)
    return `order ${read.orderId} is ${order.orderType} in an earlier row and ${read.orderType} here`;
  if (order.lines.length >= 500) return `order ${read.orderId} has more than 500 lines`;
  order.lines.push(read.line);
  return null;
}

function parseRows(path: string, text: string): { row: number; cells: string[] }[] {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ row: info.lines, cells: record }));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const row = typeof fault['lines'] === 'number' ? fault['lines'] : 1;
    throw new BrokenOrderFile(path, [{ row, reason: fault.message }]);
  }
}
