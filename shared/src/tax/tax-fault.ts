/** A rate below zero: no tax is one, and nothing could be shared out in its proportion. */
export class TaxFault extends Error {
  readonly code = 'impossible_tax_rates';
  readonly sentence =
    'The taxes of this item are set up in a way that cannot be computed. Ask the owner to look at them.';

  constructor(detail: string) {
    super(`impossible_tax_rates: ${detail}`);
    this.name = 'TaxFault';
  }
}
