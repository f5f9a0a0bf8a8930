import { expect, test } from 'vitest';
import type { OrderRow } from '@auraconnect/shared/protocol/portal-api.ts';
import { asText, orderCsvLine, ordersCsvHeader } from './orders-csv.ts';

const row: OrderRow = {
  orderId: '0197c000-0000-7000-8000-000000000001',
  storeId: '0197c000-0000-7000-8000-000000000002',
  storeName: 'Bella Napoli',
  status: 'closed',
  number: '7',
  label: '',
  orderTypeId: 'dine-in',
  openedAt: '2026-11-24T23:00:00Z',
  closedAt: null,
  businessDate: '2026-11-24',
  openedBy: 'anna',
  openedByName: 'Anna Rossi',
  lineCount: 2,
  quantity: '0.35',
  revenueMinor: 5,
  taxMinor: 0,
  totalMinor: 123_456,
  discountMinor: 0,
  tipMinor: -50,
  refundedMinor: 0,
  tenders: ['card-external', 'cash'],
  currency: 'USD',
  held: false,
};
const cells = (more: Partial<OrderRow> = {}): string[] =>
  orderCsvLine({ ...row, ...more })
    .trimEnd()
    .split(',');
const cell = (name: string, more: Partial<OrderRow> = {}): string | undefined =>
  cells(more)[ordersCsvHeader.trimEnd().split(',').indexOf(name)];

test('amounts are in units of the currency with as many digits as it has', () => {
  expect(cell('revenue_before_tax')).toBe('0.05');
  expect(cell('total')).toBe('1234.56');
  expect(cell('tip')).toBe('-0.50');
  expect(cell('total', { currency: 'JPY' })).toBe('123456');
  expect(cell('total', { currency: 'KWD' })).toBe('123.456');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'text that a spreadsheet would run gets a quote in front: %j',
  (text) => {
    expect(asText(text)).toBe(`'${text}`);
    expect(orderCsvLine({ ...row, label: text })).toContain(`'${text}`);
  },
);

test('a figure below zero stays a figure', () => {
  expect(cell('tip')).not.toContain("'");
});

test('commas, quotes, lines and outer spaces stay in their cell', () => {
  expect(orderCsvLine({ ...row, label: 'a,b "c"\nd' })).toContain('"a,b ""c""\nd"');
  expect(orderCsvLine({ ...row, storeName: ' x' })).toContain('" x"');
});

test('every line has as many cells as the heading', () => {
  expect(cells()).toHaveLength(ordersCsvHeader.split(',').length);
});
