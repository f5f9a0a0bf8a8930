import type { DaySoFar } from '@auraconnect/shared/protocol/sync.ts';
import type { Core } from '../store/core.ts';

/** What this store has counted of its current business day; null before there is one. */
export async function daySoFar(core: Pick<Core, 'read' | 'epoch' | 'timestamp'>): Promise<DaySoFar | null> {
  const { seq, businessDate, currency, day } = await core.read((view) => ({
    seq: view.seq,
    businessDate: view.businessDate,
    currency: view.index().settings.currency,
    day: view.salesDay(view.businessDate),
  }));
  if (seq === 0 || businessDate === '') return null;
  const { orderCount, revenueMinor, taxMinor } = day ?? { orderCount: 0, revenueMinor: 0, taxMinor: 0 };
  return {
    epoch: core.epoch,
    throughSeq: seq,
    businessDate,
    asOf: core.timestamp(),
    sales: [{ currency, orderCount, revenueMinor, taxMinor }],
  };
}
