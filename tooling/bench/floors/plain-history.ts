import Database from 'better-sqlite3';
import type { SoldOrder } from '../store/large-store.ts';
import { plainSchemaSql } from './plain-schema.ts';

export interface DayFigures {
  orderCount: number;
  lineCount: number;
  revenueMinor: number;
  taxMinor: number;
}

/** The same history in plain tables, where a day's figures are a scan over all orders that ever were. */
export class PlainHistory {
  readonly #db: Database.Database;

  constructor(path: string) {
    this.#db = new Database(path);
    this.#db.pragma('journal_mode = OFF');
    this.#db.pragma('synchronous = OFF');
    this.#db.pragma('cache_size = -64000');
    this.#db.exec(plainSchemaSql);
    this.#db.exec(
      'ALTER TABLE orders ADD COLUMN revenue_minor INTEGER; ALTER TABLE orders ADD COLUMN tax_minor INTEGER;',
    );
    this.#db.exec('BEGIN');
  }

  add({ orderId, soldAt, businessDate, revenueMinor, taxMinor, totalMinor, lines }: SoldOrder): void {
    this.#run(
      'INSERT INTO orders (id, number, status, order_type, business_date, total_minor, created_at, revenue_minor, tax_minor) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)',
      [orderId, 'closed', 'takeaway', businessDate, totalMinor, soldAt, revenueMinor, taxMinor],
    );
    for (const { lineId, itemId, name, quantity } of lines) {
      this.#run(
        'INSERT INTO order_lines (id, order_id, item_id, name, quantity, unit_price_minor, created_at) VALUES (?, ?, ?, ?, ?, 0, ?)',
        [lineId, orderId, itemId, name, Number(quantity), soldAt],
      );
    }
    this.#run(
      'INSERT INTO payments (id, order_id, tender, amount_minor, tendered_minor, created_at) VALUES (?, ?, ?, ?, 30000, ?)',
      [`${orderId}-p`, orderId, 'cash', totalMinor, soldAt],
    );
  }

  readonly #statements = new Map<string, Database.Statement>();

  #run(sql: string, values: readonly unknown[]): void {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    statement.run(values);
  }

  finish(): void {
    this.#db.exec('COMMIT');
  }

  /** What a day report shows: sums, tenders and items. The `+` keeps SQLite from using the index on dates: that is the scan. */
  scan(businessDate: string): DayFigures {
    const sums = this.#read(
      `SELECT count(*) AS orderCount, coalesce(sum(revenue_minor), 0) AS revenueMinor, coalesce(sum(tax_minor), 0) AS taxMinor
       FROM orders WHERE status = 'closed' AND +business_date = ?`,
      businessDate,
    ) as Omit<DayFigures, 'lineCount'>[];
    const items = this.#read(
      `SELECT item_id, max(order_lines.name) AS name, count(*) AS lineCount, sum(quantity) AS quantity
       FROM orders JOIN order_lines ON order_lines.order_id = orders.id WHERE orders.status = 'closed' AND +business_date = ? GROUP BY item_id`,
      businessDate,
    ) as { lineCount: number }[];
    this.#read(
      `SELECT tender, count(*) AS count, sum(amount_minor) AS amount
       FROM orders JOIN payments ON payments.order_id = orders.id WHERE orders.status = 'closed' AND +business_date = ? GROUP BY tender`,
      businessDate,
    );
    const [first] = sums;
    if (first === undefined) throw new Error('the scan gave nothing');
    return { ...first, lineCount: items.reduce((total, { lineCount }) => total + lineCount, 0) };
  }

  #read(sql: string, businessDate: string): unknown[] {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement.all(businessDate);
  }

  close(): void {
    this.#db.close();
  }
}
