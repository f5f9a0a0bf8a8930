import { z } from 'zod';
import { receiptDocument } from '@auraconnect/shared/receipt/receipt-document.ts';
import { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { OrderPage } from '@auraconnect/shared/protocol/store-api.ts';
import { BusinessDate } from '@auraconnect/shared/time/instant.ts';
import { Key, Uuid } from '@auraconnect/shared/time/ids.ts';
import { QuantityText } from '@auraconnect/shared/money/money.ts';
import { ModifierChoice } from '@auraconnect/shared/order/line.ts';
import type { OrderFilter, OrderPages } from '../../../orders/order-pages.ts';
import { quoteOrder } from '../../../orders/quote.ts';
import type { Reader } from '../../../reports/reader.ts';
import type { Core } from '../../../store/core.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

export interface OrderRouteParts {
  core: Core & { durable(seq: number): Promise<void>; readOrderHistory(orderId: string): Promise<JournalRow[]> };
  pages: OrderPages;
  reader: Reader;
}

const ListQuery = z.strictObject({
  status: z.enum(['open', 'closed', 'voided']).optional(),
  businessDate: BusinessDate.optional(),
  search: z.string().trim().max(60).optional(),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const QuoteRequest = z.strictObject({
  orderTypeId: Key,
  lines: z
    .array(
      z.strictObject({
        lineId: Uuid,
        itemId: Key,
        variantId: Key,
        quantity: QuantityText,
        modifiers: z.array(ModifierChoice).max(60),
      }),
    )
    .max(200),
});
export type QuoteRequest = z.infer<typeof QuoteRequest>;

const unknownOrder = (): HttpProblem => new HttpProblem(404, 'order_unknown', 'This order does not exist.');

export function orderRoutes({ core, pages, reader }: OrderRouteParts): Route[] {
  const find = async (filter: OrderFilter) => {
    // A search looks at every label; that is the reader's work.
    if (filter.search === null) return core.read(() => pages.page(filter));
    const { page, seq } = await reader.ask('orders', filter);
    await core.durable(seq);
    return page;
  };
  return [
    route({
      method: 'get',
      path: '/api/v1/orders',
      access: 'device',
      summary: 'Orders, newest first',
      query: ListQuery,
      answer: { description: 'A page of orders; `next` is `before` of the next page.' },
      async handle({ query }) {
        const { status = null, businessDate = null, before = null, limit } = query;
        const search = query.search === undefined || query.search === '' ? null : query.search;
        const { orderIds, next } = await find({ status, businessDate, search, before, limit });
        const orders = await core.read((view) => orderIds.flatMap((orderId) => view.order(orderId) ?? []));
        return { body: { orders, next: next === null ? null : String(next) } satisfies OrderPage };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders/:id',
      access: 'device',
      summary: 'One order',
      params: { id: Uuid },
      answer: { description: 'The order as it is now.' },
      async handle({ params }) {
        const order = await core.read((view) => view.order(params['id'] ?? ''));
        if (order === null) throw unknownOrder();
        return { body: order };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders/:id/receipt',
      access: 'device',
      summary: 'The receipt as a document',
      params: { id: Uuid },
      answer: { description: 'What would be printed now, without the word COPY.', schema: PrintDocument },
      async handle({ params }) {
        const document = await core.read((view) => {
          const order = view.order(params['id'] ?? '');
          return order === null ? null : receiptDocument(order, view.index(), { copy: false });
        });
        if (document === null) throw unknownOrder();
        return { body: document };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders/:id/events',
      access: 'device',
      summary: 'Everything that happened to an order',
      params: { id: Uuid },
      answer: { description: 'Rows of the journal, oldest first.', schema: z.array(JournalRow) },
      async handle({ params }) {
        const rows = await core.readOrderHistory(params['id'] ?? '');
        if (rows.length === 0) throw unknownOrder();
        return { body: rows };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/quote',
      access: 'device',
      summary: 'Prices an order without taking it',
      body: QuoteRequest,
      answer: { description: 'Lines and totals as they would be sold now.' },
      async handle({ body }) {
        const quote = await core.read((view) => quoteOrder(body, view, core.now()));
        if (quote.type === 'refusal')
          throw new HttpProblem(409, quote.refusal.code, quote.refusal.message, { data: quote.refusal.data });
        return { body: quote.quote };
      },
    }),
  ];
}
