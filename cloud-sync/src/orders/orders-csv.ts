import type { OrderRow } from '@auraconnect/shared/protocol/portal-api.ts';

const columns: [heading: string, value: (row: OrderRow, digits: number) => string][] = [
  ['business_date', (row) => row.businessDate],
  ['store', (row) => asText(row.storeName)],
  ['number', (row) => asText(row.number)],
  ['status', (row) => row.status],
  ['order_type', (row) => asText(row.orderTypeId)],
  ['label', (row) => asText(row.label)],
  ['opened_at', (row) => row.openedAt],
  ['closed_at', (row) => row.closedAt ?? ''],
  ['opened_by', (row) => asText(row.openedByName)],
  ['lines', (row) => String(row.lineCount)],
  ['quantity', (row) => row.quantity],
  ['revenue_before_tax', (row, digits) => amount(row.revenueMinor, digits)],
  ['tax', (row, digits) => amount(row.taxMinor, digits)],
  ['total', (row, digits) => amount(row.totalMinor, digits)],
  ['discount', (row, digits) => amount(row.discountMinor, digits)],
  ['tip', (row, digits) => amount(row.tipMinor, digits)],
  ['refunded', (row, digits) => amount(row.refundedMinor, digits)],
  ['currency', (row) => row.currency],
  ['tenders', (row) => asText(row.tenders.join(' '))],
  ['order_id', (row) => row.orderId],
];

export const ordersCsvHeader = `${columns.map(([heading]) => heading).join(',')}\r\n`;

/** RFC 4180 lines. Amounts are in units of the currency with a point, whatever the reader's country writes. */
export function orderCsvLine(row: OrderRow): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency: row.currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  return `${columns.map(([, value]) => quoted(value(row, digits))).join(',')}\r\n`;
}

/** What a spreadsheet would run as a formula gets a quote in front (OWASP ASVS 5.0, 1.2.10): guests write names, too. */
export const asText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quoted = (cell: string): string =>
  /[",\r\n\t]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;

function amount(minor: number, digits: number): string {
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
