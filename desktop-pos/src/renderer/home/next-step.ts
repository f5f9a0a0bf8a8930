import { unsentLines, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import { payableMinor } from '@auraconnect/shared/order/balance.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';

export interface NextSteps {
  /** The large button. `close` is for an order that owes nothing and is still open. */
  primary: 'send' | 'pay' | 'close' | 'none';
  /** The smaller one beside it. */
  secondary: 'send' | 'pay' | null;
  unsentCount: number;
  payableMinor: number;
}

/**
 * What the check offers next. Where the guest takes it away they pay first and paying sends; at a table it is sent first and paid
 * later. The other one is always a tap away as well.
 */
export function nextSteps(order: Order | null, takeaway: boolean): NextSteps {
  if (order === null || order.status !== 'open')
    return { primary: 'none', secondary: null, unsentCount: 0, payableMinor: 0 };
  const unsentCount = unsentLines(order).filter((line) => !isVoided(line)).length;
  const payable = payableMinor(order);
  const hasLines = order.lines.some((line) => !isVoided(line));
  const waits = order.payments.some((payment) => payment.state === 'intended' || payment.state === 'unknown');
  const canPay = hasLines && (payable > 0 || waits);
  const figures = { unsentCount, payableMinor: payable };
  if (unsentCount > 0 && canPay) {
    return takeaway
      ? { primary: 'pay', secondary: 'send', ...figures }
      : { primary: 'send', secondary: 'pay', ...figures };
  }
  if (canPay) return { primary: 'pay', secondary: null, ...figures };
  if (unsentCount > 0) return { primary: 'close', secondary: 'send', ...figures };
  return { primary: hasLines ? 'close' : 'none', secondary: null, ...figures };
}
