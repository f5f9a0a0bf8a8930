import { addDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { Figures } from './order-file.ts';

/** One paper of a virtual printer, as its ledger keeps it. */
export interface LedgerPaper {
  plainText: string;
  drawerKicks: number;
}

export interface PaperSlip {
  /** What `Ref` says: the order's or the ticket's id. */
  reference: string;
  lines: number;
  quantity: string;
  /** Before tax; null on a kitchen ticket. */
  revenueMinor: number | null;
}

const ruleLine = /^[─═\-=]{10,}$/;
const soldLine = /^(\d+(?:\.\d+)?)\s+\S.*\s([\d,.]+)$/;
const ticketLine = /^(\d+(?:\.\d+)?)\s+\S/;
const referenceLine = /^Ref ([0-9a-f-]{36})$/;

/** Reads a receipt or ticket back from what stands on the paper, as an auditor with a pencil would; null for other papers. */
export function readSlip(paper: LedgerPaper): PaperSlip | null {
  const rows = paper.plainText.split('\n').map((row) => row.trimEnd());
  const reference = rows.map((row) => referenceLine.exec(row.trim())?.[1]).find((found) => found !== undefined);
  if (reference === undefined) return null;
  const sections = inSections(rows);
  const isReceipt = rows.some((row) => /^(Subtotal|Total)\s/.test(row.trim()));
  return isReceipt ? readReceipt(reference, sections) : readTicket(reference, sections);
}

function readReceipt(reference: string, sections: string[][]): PaperSlip {
  const sold = (sections[2] ?? []).map((row) => soldLine.exec(row)).filter((match) => match !== null);
  const totals = sections[3] ?? [];
  const amountOf = (label: string): number | undefined => {
    const row = totals.map((line) => line.trim()).find((line) => line.startsWith(`${label} `));
    return row === undefined ? undefined : minorOf(row.split(/\s+/).at(-1) ?? '');
  };
  return {
    reference,
    lines: sold.length,
    quantity: sum(sold.map((match) => match[1] ?? '0')),
    revenueMinor: amountOf('Subtotal') ?? amountOf('Total') ?? 0,
  };
}

function readTicket(reference: string, sections: string[][]): PaperSlip {
  const made = (sections[1] ?? []).map((row) => ticketLine.exec(row)).filter((match) => match !== null);
  return { reference, lines: made.length, quantity: sum(made.map((match) => match[1] ?? '0')), revenueMinor: null };
}

function inSections(rows: readonly string[]): string[][] {
  const sections: string[][] = [[]];
  for (const row of rows) {
    if (ruleLine.test(row.trim())) sections.push([]);
    else sections.at(-1)?.push(row);
  }
  return sections;
}

/** The figures of all slips, and which of them came out more than once. */
export function figuresOfPaper(slips: readonly PaperSlip[], orders: number): { figures: Figures; twice: string[] } {
  const seen = new Map<string, number>();
  for (const { reference } of slips) seen.set(reference, (seen.get(reference) ?? 0) + 1);
  const figures: Figures = {
    orders,
    lines: slips.reduce((total, slip) => total + slip.lines, 0),
    quantity: sum(slips.map(({ quantity }) => quantity)),
    revenueMinor: slips.reduce((total, slip) => total + (slip.revenueMinor ?? 0), 0),
  };
  return { figures, twice: [...seen].filter(([, count]) => count > 1).map(([reference]) => reference) };
}

const minorOf = (amount: string): number => Number(amount.replace(/[^\d]/g, ''));
const sum = (quantities: readonly string[]): string =>
  quantities.reduce((total, quantity) => addDecimal(total, quantity), '0');
