import type { IdSource } from '@auraconnect/shared/time/ids.ts';

/**
 * What an ordinary program would keep of the same sale: a table per thing, text UUIDs as keys, a stock index for each way to look
 * things up, JSON events in an outbox. 22 rows per order: 1 order, 4 lines, 5 modifiers, 1 tax, 1 payment, 3 tickets,
 * 4 ticket lines, 1 idempotency key, 2 outbox events.
 */
export interface PlainSchema {
  orders: {
    id: string;
    number: number;
    status: string;
    order_type: string;
    business_date: string;
    total_minor: number;
    created_at: string;
  };
  order_lines: {
    id: string;
    order_id: string;
    item_id: string;
    name: string;
    quantity: number;
    unit_price_minor: number;
    created_at: string;
  };
  line_modifiers: { id: string; line_id: string; modifier_id: string; name: string; price_minor: number };
  order_taxes: { id: string; order_id: string; name: string; rate: string; amount_minor: number };
  payments: {
    id: string;
    order_id: string;
    tender: string;
    amount_minor: number;
    tendered_minor: number;
    created_at: string;
  };
  tickets: { id: string; order_id: string; station_id: string; status: string; created_at: string };
  ticket_lines: { id: string; ticket_id: string; line_id: string; name: string; quantity: number };
  idempotency_keys: { key: string; response: string; created_at: string };
  outbox: { id: string; order_id: string; type: string; payload: string; created_at: string };
}

export const plainSchemaSql = `
  CREATE TABLE orders (id TEXT PRIMARY KEY, number INTEGER NOT NULL, status TEXT NOT NULL, order_type TEXT NOT NULL,
    business_date TEXT NOT NULL, total_minor INTEGER NOT NULL, created_at TEXT NOT NULL);
  CREATE INDEX orders_by_date ON orders (business_date);
  CREATE TABLE order_lines (id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), item_id TEXT NOT NULL, name TEXT NOT NULL,
    quantity INTEGER NOT NULL, unit_price_minor INTEGER NOT NULL, created_at TEXT NOT NULL);
  CREATE INDEX order_lines_by_order ON order_lines (order_id);
  CREATE TABLE line_modifiers (id TEXT PRIMARY KEY, line_id TEXT NOT NULL REFERENCES order_lines (id), modifier_id TEXT NOT NULL,
    name TEXT NOT NULL, price_minor INTEGER NOT NULL);
  CREATE INDEX line_modifiers_by_line ON line_modifiers (line_id);
  CREATE TABLE order_taxes (id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), name TEXT NOT NULL, rate TEXT NOT NULL,
    amount_minor INTEGER NOT NULL);
  CREATE INDEX order_taxes_by_order ON order_taxes (order_id);
  CREATE TABLE payments (id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), tender TEXT NOT NULL,
    amount_minor INTEGER NOT NULL, tendered_minor INTEGER NOT NULL, created_at TEXT NOT NULL);
  CREATE INDEX payments_by_order ON payments (order_id);
  CREATE TABLE tickets (id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), station_id TEXT NOT NULL, status TEXT NOT NULL,
    created_at TEXT NOT NULL);
  CREATE INDEX tickets_by_order ON tickets (order_id);
  CREATE TABLE ticket_lines (id TEXT PRIMARY KEY, ticket_id TEXT NOT NULL REFERENCES tickets (id), line_id TEXT NOT NULL, name TEXT NOT NULL,
    quantity INTEGER NOT NULL);
  CREATE INDEX ticket_lines_by_ticket ON ticket_lines (ticket_id);
  CREATE TABLE idempotency_keys (key TEXT PRIMARY KEY, response TEXT NOT NULL, created_at TEXT NOT NULL);
  CREATE TABLE outbox (id TEXT PRIMARY KEY, order_id TEXT NOT NULL, type TEXT NOT NULL, payload TEXT NOT NULL, created_at TEXT NOT NULL);
`;

export type PlainRow = { [T in keyof PlainSchema]: { table: T; values: PlainSchema[T] } }[keyof PlainSchema];

const modifiersOfLine = [3, 1, 0, 1];
const names = ['Classic Burger', 'Caesar Salad', 'Fries', 'Cola'];
const stations = ['grill', 'cold', 'bar'];
const stationOfLine = [0, 1, 0, 2];

/** One order's rows in the order in which they may be inserted. It is given its prices: nothing is validated, priced or hashed here. */
export function plainOrder(ids: IdSource, number: number, request: string): { orderId: string; rows: PlainRow[] } {
  const createdAt = new Date().toISOString();
  const businessDate = createdAt.slice(0, 10);
  const orderId = ids.next();
  const lines = names.map((name, index) => ({ id: ids.next(), name, index }));
  const tickets = stations.map((station) => ({ id: ids.next(), station }));
  const values = { orderId, number, total_minor: 4_873, businessDate, lines };
  const rows: PlainRow[] = [
    {
      table: 'orders',
      values: {
        id: orderId,
        number,
        status: 'closed',
        order_type: 'dine-in',
        business_date: businessDate,
        total_minor: 4_873,
        created_at: createdAt,
      },
    },
    ...lines.map(({ id, name, index }): PlainRow => ({
      table: 'order_lines',
      values: {
        id,
        order_id: orderId,
        item_id: `item-${index}`,
        name,
        quantity: 1,
        unit_price_minor: 1_000 + index,
        created_at: createdAt,
      },
    })),
    ...lines.flatMap(({ id, index }) =>
      Array.from({ length: modifiersOfLine[index] ?? 0 }, (_, modifier): PlainRow => ({
        table: 'line_modifiers',
        values: {
          id: ids.next(),
          line_id: id,
          modifier_id: `modifier-${modifier}`,
          name: `Modifier ${modifier}`,
          price_minor: 100,
        },
      })),
    ),
    {
      table: 'order_taxes',
      values: { id: ids.next(), order_id: orderId, name: 'Sales tax', rate: '0.08875', amount_minor: 397 },
    },
    {
      table: 'payments',
      values: {
        id: ids.next(),
        order_id: orderId,
        tender: 'cash',
        amount_minor: 4_873,
        tendered_minor: 30_000,
        created_at: createdAt,
      },
    },
    ...tickets.map(({ id, station }): PlainRow => ({
      table: 'tickets',
      values: { id, order_id: orderId, station_id: station, status: 'new', created_at: createdAt },
    })),
    ...lines.map(({ id, name, index }): PlainRow => ({
      table: 'ticket_lines',
      values: {
        id: ids.next(),
        ticket_id: tickets[stationOfLine[index] ?? 0]?.id ?? '',
        line_id: id,
        name,
        quantity: 1,
      },
    })),
    {
      table: 'idempotency_keys',
      values: { key: ids.next(), response: JSON.stringify({ orderId, number }), created_at: createdAt },
    },
    {
      table: 'outbox',
      values: { id: ids.next(), order_id: orderId, type: 'order.closed', payload: request, created_at: createdAt },
    },
    {
      table: 'outbox',
      values: {
        id: ids.next(),
        order_id: orderId,
        type: 'tickets.fired',
        payload: JSON.stringify(values),
        created_at: createdAt,
      },
    },
  ];
  return { orderId, rows };
}

export const rowsPerPlainOrder = 22;
/** The request that the plain program stores with its event: what the trials of these goals were measured with. */
export const plainRequest = JSON.stringify({
  lines: names.map((name, index) => ({ name, index, note: 'x'.repeat(225) })),
});
