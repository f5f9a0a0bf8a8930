import type { AppliedTax, Tax } from './tax.ts';

export interface TaxSituation {
  taxCategoryId: string;
  orderTypeId: string;
  /** Business day of the sale, `YYYY-MM-DD`. */
  businessDate: string;
}

/**
 * The taxes that a sale is under, in the order in which they stack (position, then id). A tax of no tax category applies to
 * nothing; a tax of no order type applies to all of them (dine-in and takeaway often differ, as in Germany and the UK).
 * `validFrom` and `validTo` are both inclusive business days, so that a rate change at midnight does not split an evening.
 */
export function applyTaxes(taxes: readonly Tax[], situation: TaxSituation): AppliedTax[] {
  return taxes
    .filter((tax) => applies(tax, situation))
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ id, name, rate, included, compound }) => ({ taxId: id, name, rate, included, compound }));
}

function applies(tax: Tax, { taxCategoryId, orderTypeId, businessDate }: TaxSituation): boolean {
  return (
    tax.taxCategoryIds.includes(taxCategoryId) &&
    (tax.orderTypeIds.length === 0 || tax.orderTypeIds.includes(orderTypeId)) &&
    (tax.validFrom === null || tax.validFrom <= businessDate) &&
    (tax.validTo === null || businessDate <= tax.validTo)
  );
}
