import type { Transaction } from '../database.ts';

export interface ScopedStore {
  storeId: string;
  name: string;
  currency: string;
  timeZone: string;
  dayCutOff: string;
  businessDate: string | null;
}
/** The stores whose sales are summed: of one currency, for sums of two mean nothing. */
export interface SalesScopeOf {
  currency: string;
  currencies: string[];
  stores: ScopedStore[];
}

/**
 * The stores of a request. Without a store all of them in one currency: the one asked for, or the one that most stores use.
 *
 * @returns null when the tenant has no such store
 */
export async function resolveScope(
  tx: Transaction,
  tenantId: string,
  asked: { storeId?: string | undefined; currency?: string | undefined },
): Promise<SalesScopeOf | null> {
  const all = await tx.rows<ScopedStore & Record<string, unknown>>(
    `select s.id as "storeId", s.name, coalesce(s.currency, 'USD') as currency, coalesce(s.time_zone, 'UTC') as "timeZone", s.day_cut_off as "dayCutOff", h.business_date as "businessDate"
     from store s left join store_health h on h.tenant = s.tenant and h.store = s.id where s.tenant = $1 order by s.name, s.id`,
    [tenantId],
    'scope-stores',
  );
  const stores = asked.storeId === undefined ? all : all.filter(({ storeId }) => storeId === asked.storeId);
  if (asked.storeId !== undefined && stores.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { currency } of stores) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const currencies = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([currency]) => currency);
  const currency = asked.currency ?? currencies[0] ?? 'USD';
  return { currency, currencies, stores: stores.filter((store) => store.currency === currency) };
}

export const storeIdsOf = ({ stores }: SalesScopeOf): string[] => stores.map(({ storeId }) => storeId);
