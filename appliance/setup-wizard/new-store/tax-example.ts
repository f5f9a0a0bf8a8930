import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import { minorDigits } from '@auraconnect/shared/ui/format.ts';
import { rateFromPercent } from '../entries/figures.ts';

export interface TaxExample {
  priceMinor: number;
  taxMinor: number;
  totalMinor: number;
}

/** What a guest pays for a dish of ten, by the same machine that prices orders. */
export function computeTaxExample(kind: 'added' | 'included', percent: number, currency: string): TaxExample {
  const priceMinor = minorDigits(currency) === 3 ? 10_000 : 1000;
  const { totals } = priceOrder({
    lines: [
      {
        lineId: 'example',
        quantity: '1',
        voidedQuantity: '0',
        unitPriceMinor: priceMinor,
        modifiers: [],
        taxes: [
          {
            taxId: 'example',
            name: 'example',
            rate: rateFromPercent(percent),
            included: kind === 'included',
            compound: false,
          },
        ],
        comp: null,
      },
    ],
    discounts: [],
    taxPolicy: { roundPer: 'document', mode: 'half-up' },
  });
  return {
    priceMinor,
    taxMinor: totals.taxes.reduce((sum, tax) => sum + tax.amountMinor, 0),
    totalMinor: totals.totalMinor,
  };
}
