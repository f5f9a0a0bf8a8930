import type { Database } from 'better-sqlite3';
import { sql } from 'kysely';
import type { OrderFilter, OrderIdPage, OrderPages } from '../../orders/order-pages.ts';
import { prepare, type Prepared } from './statement.ts';
import { blobToUuid, dateToDay } from './values.ts';

const statusNumbers = { open: 1, closed: 2, voided: 3 } as const;

interface Wanted {
  status: number;
  businessDate: number;
  label: string;
  number: string;
  before: number;
  limit: number;
}
interface Found {
  order_key: number;
  order_id: Buffer;
}

/** A `LIKE` pattern in which what people type means itself. */
const literal = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** Pages of orders, newest first. One statement for each combination of what may be asked. */
export class SqliteOrderPages implements OrderPages {
  readonly #db: Database;
  readonly #made = new Map<string, Prepared<Wanted, Found>>();

  constructor(db: Database) {
    this.#db = db;
  }

  page(filter: OrderFilter): OrderIdPage {
    const found = this.#statement(filter).all({
      status: filter.status === null ? 0 : statusNumbers[filter.status],
      businessDate: filter.businessDate === null ? 0 : dateToDay(filter.businessDate),
      label: `%${literal(filter.search ?? '')}%`,
      number: `${literal(filter.search ?? '')}%`,
      before: filter.before ?? Number.MAX_SAFE_INTEGER,
      limit: filter.limit + 1,
    });
    const page = found.slice(0, filter.limit);
    const last = page.at(-1);
    return {
      orderIds: page.map((row) => blobToUuid(row.order_id)),
      next: found.length > filter.limit && last !== undefined ? last.order_key : null,
    };
  }

  #statement({ status, businessDate, search }: OrderFilter): Prepared<Wanted, Found> {
    const name = `${status === null ? '' : status === 'open' ? 'open ' : 'status '}${businessDate === null ? '' : 'date '}${search === null ? '' : 'search'}`;
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const made = prepare<Wanted, Found>(this.#db, (query, param) => {
      let wanted = query
        .selectFrom('order_doc')
        .innerJoin('order_key', 'order_key.key', 'order_doc.order_key')
        .select(['order_doc.order_key', 'order_key.order_id'])
        .where('order_doc.order_key', '<', param('before'));
      // Literal, so that SQLite sees that the partial index of open orders fits.
      if (status === 'open') wanted = wanted.where('order_doc.status', '=', sql.lit(1));
      else if (status !== null) wanted = wanted.where('order_doc.status', '=', param('status'));
      if (businessDate !== null) wanted = wanted.where('order_doc.business_date', '=', param('businessDate'));
      if (search !== null) {
        wanted = wanted.where((where) =>
          where.or([
            sql<boolean>`order_doc.number like ${param('number')} escape '\\'`,
            sql<boolean>`order_doc.label like ${param('label')} escape '\\'`,
          ]),
        );
      }
      return wanted.orderBy('order_doc.order_key', 'desc').limit(param('limit'));
    });
    this.#made.set(name, made);
    return made;
  }
}
