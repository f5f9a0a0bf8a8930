import { computeTaxes, type TaxableAmount } from '../tax/compute-tax.ts';
import { discountsOn, sharedDiscounts } from './discounts.ts';
import { chargedQuantity, grossMinor, type LinePart, lineParts, sharedOverParts } from './line-parts.ts';
import type { PriceableDiscount, PriceableLine, PriceableOrder } from './priceable.ts';
import type { OrderTotals, PricedLine, PricedOrder } from './priced-order.ts';

interface Draft {
  line: PriceableLine;
  parts: LinePart[];
  unitMinor: number;
  grossMinor: number;
  discountMinor: number;
  compMinor: number;
  netMinor: number;
}

/**
 * The one function that prices an order: the terminal, the appliance, the receipt and the cloud all ask it. In turn: what
 * is charged (voided quantity is not), the line's own discounts, comp (gives the rest of the line away), the order's
 * discounts over what the guest still pays, and taxes on the result. Amounts are whole minor units and every sum of lines
 * equals its total. The order of `lines` changes no figure: odd cents go by line id. Pure; throws only faults.
 */
export function priceOrder({ lines, discounts, taxPolicy }: PriceableOrder): PricedOrder {
  const drafts = lines.map((line) => draftLine(line, discounts));
  const steady = [...drafts].sort((a, b) =>
    a.line.lineId < b.line.lineId ? -1 : a.line.lineId > b.line.lineId ? 1 : 0,
  );
  takeOrderDiscounts(steady, discounts);

  const amounts: TaxableAmount[] = [];
  for (const { line, parts, netMinor } of steady) {
    const shares = sharedOverParts(netMinor, parts);
    parts.forEach(({ taxes }, index) => amounts.push({ lineId: line.lineId, amountMinor: shares[index] ?? 0, taxes }));
  }
  const computed = computeTaxes(amounts, taxPolicy);
  const taxOf = new Map<string, { addedMinor: number; includedMinor: number }>();
  computed.amounts.forEach(({ addedMinor, includedMinor }, index) => {
    const lineId = amounts[index]?.lineId ?? '';
    const sum = taxOf.get(lineId) ?? { addedMinor: 0, includedMinor: 0 };
    taxOf.set(lineId, { addedMinor: sum.addedMinor + addedMinor, includedMinor: sum.includedMinor + includedMinor });
  });

  const priced = drafts.map((draft) => finishLine(draft, taxOf.get(draft.line.lineId)));
  return { lines: priced, totals: { ...sumLines(priced), taxes: computed.taxes } };
}

function draftLine(line: PriceableLine, discounts: readonly PriceableDiscount[]): Draft {
  const parts = lineParts(line);
  const unitMinor = parts.reduce((sum, part) => sum + part.unitMinor, 0);
  const gross = grossMinor(unitMinor, chargedQuantity(line));
  const discountMinor = discountsOn(
    gross,
    discounts.filter((discount) => discount.lineId === line.lineId),
  );
  const compMinor = line.comp === null ? 0 : gross - discountMinor;
  return {
    line,
    parts,
    unitMinor,
    grossMinor: gross,
    discountMinor,
    compMinor,
    netMinor: gross - discountMinor - compMinor,
  };
}

function takeOrderDiscounts(drafts: readonly Draft[], discounts: readonly PriceableDiscount[]): void {
  const shares = sharedDiscounts(
    drafts.map((draft) => draft.netMinor),
    discounts.filter((discount) => discount.lineId === null),
  );
  drafts.forEach((draft, index) => {
    const shareMinor = shares[index] ?? 0;
    draft.discountMinor += shareMinor;
    draft.netMinor -= shareMinor;
  });
}

function finishLine(draft: Draft, tax: { addedMinor: number; includedMinor: number } | undefined): PricedLine {
  const includedTaxMinor = tax?.includedMinor ?? 0;
  return {
    lineId: draft.line.lineId,
    unitPriceMinor: draft.unitMinor,
    grossMinor: draft.grossMinor,
    discountMinor: draft.discountMinor,
    compMinor: draft.compMinor,
    netMinor: draft.netMinor,
    addedTaxMinor: tax?.addedMinor ?? 0,
    includedTaxMinor,
    revenueMinor: draft.netMinor - includedTaxMinor,
  };
}

function sumLines(lines: readonly PricedLine[]): Omit<OrderTotals, 'taxes'> {
  const sum = {
    grossMinor: 0,
    discountMinor: 0,
    compMinor: 0,
    netMinor: 0,
    revenueMinor: 0,
    addedTaxMinor: 0,
    includedTaxMinor: 0,
  };
  for (const line of lines) {
    sum.grossMinor += line.grossMinor;
    sum.discountMinor += line.discountMinor;
    sum.compMinor += line.compMinor;
    sum.netMinor += line.netMinor;
    sum.revenueMinor += line.revenueMinor;
    sum.addedTaxMinor += line.addedTaxMinor;
    sum.includedTaxMinor += line.includedTaxMinor;
  }
  return { ...sum, totalMinor: sum.netMinor + sum.addedTaxMinor };
}
