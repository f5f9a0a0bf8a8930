export type ArithmeticFaultCode =
  | 'not_a_decimal'
  | 'not_an_amount'
  | 'amount_too_large'
  | 'division_by_zero'
  | 'bad_weights'
  | 'bad_step';

const sentences: Record<ArithmeticFaultCode, string> = {
  not_a_decimal: 'A number is written in a way that cannot be read.',
  not_an_amount: 'An amount of money is not a whole number of its smallest unit.',
  amount_too_large: 'An amount is larger than this system can count exactly.',
  division_by_zero: 'An amount cannot be divided by nothing.',
  bad_weights: 'An amount cannot be shared out in these proportions.',
  bad_step: 'Cash rounding needs a smallest coin of at least one minor unit.',
};

/** A figure that must never have reached the arithmetic: the caller skipped a schema. `detail` is for the log. */
export class ArithmeticFault extends Error {
  readonly code: ArithmeticFaultCode;
  readonly sentence: string;

  constructor(code: ArithmeticFaultCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'ArithmeticFault';
    this.code = code;
    this.sentence = sentences[code];
  }
}
