import type { SettleWay } from '@auraconnect/shared/facts/exception.ts';
import type { WordKey } from '../words/use-words.ts';

export const wayWord: Record<SettleWay, WordKey> = {
  seen: 'settleSeen',
  refund: 'settleRefund',
  tip: 'settleTip',
  credit: 'settleCredit',
  cook: 'settleCook',
  served: 'settleServed',
  supplement: 'settleSupplement',
};
