import { allocate } from '../money/allocate.ts';
import { divideRounded, toExact, toSafeMinor } from '../money/rounding.ts';
import { buildTaxStack, type TaxStack } from './tax-stack.ts';
import type { AppliedTax, TaxPolicy } from './tax.ts';

/** An amount, zero or more, as the menu shows it (included taxes inside), and the taxes it is under, in stacking order. */
export interface TaxableAmount {
  /** Amounts of one line are rounded together under `roundPer: 'line'`. */
  lineId: string;
  amountMinor: number;
  taxes: readonly AppliedTax[];
}

/** One tax over all amounts. The same tax sold at two rates, or both included and added, is two of these. */
export interface TaxSum {
  taxId: string;
  name: string;
  rate: string;
  included: boolean;
  /** What it was computed on: the untaxed amounts, plus the taxes before it when it is compound. */
  baseMinor: number;
  amountMinor: number;
}

export interface ComputedTaxes {
  /** In the order of the amounts given; over all of them they add up to the sums. */
  amounts: { addedMinor: number; includedMinor: number }[];
  /** In the order in which the taxes first appear. */
  taxes: TaxSum[];
}

interface Share {
  amountIndex: number;
  /** Place in the stack of that amount. */
  stackIndex: number;
  /** Exact tax as a fraction: numerator over the stack's divisor. */
  numerator: bigint;
  divisor: bigint;
  taxMinor: number;
}

interface Gathered {
  tax: AppliedTax;
  shares: Share[];
}

/**
 * Exact tax on every amount, rounded where the authority wants it rounded: once per tax over everything (`document`, as EN
 * 16931 asks per VAT rate) or once per tax and line (`line`, the seller's choice under section 324 of the US Streamlined
 * Sales Tax Agreement). What rounding leaves over is shared out by largest remainder, so parts always add up.
 *
 * Compound taxes are computed on the exact, unrounded taxes before them. Of an included tax the tax is rounded and the
 * revenue is the rest: 2.99 with 4 % inside holds 0.12 half-up (0.115 exactly) and 2.87 revenue, never 2.88.
 */
export function computeTaxes(amounts: readonly TaxableAmount[], policy: TaxPolicy): ComputedTaxes {
  const gathered = gather(amounts);
  for (const { shares } of gathered) {
    if (policy.roundPer === 'document') round(shares, policy);
    else for (const ofLine of byLine(shares, amounts)) round(ofLine, policy);
  }

  const answer = amounts.map(() => ({ addedMinor: 0, includedMinor: 0 }));
  const taxesOf: number[][] = amounts.map(() => []);
  for (const { tax, shares } of gathered) {
    for (const share of shares) {
      const of = answer[share.amountIndex];
      const stack = taxesOf[share.amountIndex];
      if (of === undefined || stack === undefined) continue;
      if (tax.included) of.includedMinor += share.taxMinor;
      else of.addedMinor += share.taxMinor;
      stack[share.stackIndex] = share.taxMinor;
    }
  }

  const baseOf = (share: Share, compound: boolean): number => {
    const revenueMinor =
      (amounts[share.amountIndex]?.amountMinor ?? 0) - (answer[share.amountIndex]?.includedMinor ?? 0);
    if (!compound) return revenueMinor;
    const before = taxesOf[share.amountIndex]?.slice(0, share.stackIndex) ?? [];
    return before.reduce((sum, taxMinor) => sum + taxMinor, revenueMinor);
  };
  return {
    amounts: answer,
    taxes: gathered.map(({ tax, shares }) => ({
      taxId: tax.taxId,
      name: tax.name,
      rate: tax.rate,
      included: tax.included,
      baseMinor: shares.reduce((sum, share) => sum + baseOf(share, tax.compound), 0),
      amountMinor: shares.reduce((sum, share) => sum + share.taxMinor, 0),
    })),
  };
}

const taxKey = (tax: AppliedTax): string => `${tax.taxId}|${tax.rate}|${tax.included}|${tax.compound}|${tax.name}`;

function gather(amounts: readonly TaxableAmount[]): Gathered[] {
  const stacks = new Map<string, TaxStack>();
  const byTax = new Map<string, Gathered>();
  amounts.forEach(({ amountMinor, taxes }, amountIndex) => {
    if (amountMinor === 0 || taxes.length === 0) return;
    const keys = taxes.map(taxKey);
    const stackKey = keys.join('+');
    const stack = stacks.get(stackKey) ?? buildTaxStack(taxes);
    stacks.set(stackKey, stack);
    const amount = toExact(amountMinor);
    taxes.forEach((tax, stackIndex) => {
      const key = keys[stackIndex] ?? '';
      const found = byTax.get(key) ?? { tax, shares: [] };
      byTax.set(key, found);
      const numerator = amount * (stack.factors[stackIndex] ?? 0n);
      found.shares.push({ amountIndex, stackIndex, numerator, divisor: stack.divisor, taxMinor: 0 });
    });
  });
  return [...byTax.values()];
}

function byLine(shares: readonly Share[], amounts: readonly TaxableAmount[]): Share[][] {
  const lines = new Map<string, Share[]>();
  for (const share of shares) {
    const lineId = amounts[share.amountIndex]?.lineId ?? '';
    const of = lines.get(lineId);
    if (of === undefined) lines.set(lineId, [share]);
    else of.push(share);
  }
  return [...lines.values()];
}

/** Rounds the sum of the shares once and gives every share its whole part of it. */
function round(shares: readonly Share[], policy: TaxPolicy): void {
  const divisors = [...new Set(shares.map((share) => share.divisor))];
  const common = divisors.reduce((product, divisor) => product * divisor, 1n);
  const exact = shares.map((share) => share.numerator * (common / share.divisor));
  const sum = exact.reduce((total, part) => total + part, 0n);
  const parts = allocate(toSafeMinor(divideRounded(sum, common, policy.mode)), exact);
  shares.forEach((share, index) => {
    share.taxMinor = parts[index] ?? 0;
  });
}
