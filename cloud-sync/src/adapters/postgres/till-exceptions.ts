import type { ExceptionsAnswer, ExceptionsQuery, TillException } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Transaction } from './database.ts';
import { peopleNames } from './people.ts';

type Row = Omit<TillException, 'data' | 'staffName' | 'settled'> & {
  data: string;
  settledAt: string | null;
  settledBy: string | null;
  approvedBy: string | null;
  way: string | null;
  note: string | null;
  [column: string]: unknown;
};

/** Those that wait come oldest first, as they are to be settled; those that were settled come the latest first. */
export async function tillExceptions(
  tx: Transaction,
  tenantId: string,
  { storeId, state, page, pageSize }: ExceptionsQuery,
): Promise<ExceptionsAnswer> {
  const isOpen = state === 'open';
  const scope = [tenantId, storeId ?? null];
  const counts = await tx.row<{ open: number; settled: number }>(
    `select count(*) filter (where settled_at is null) as open, count(*) filter (where settled_at is not null) as settled
     from till_exception where tenant = $1 and ($2::uuid is null or store = $2)`,
    scope,
    'exceptions-count',
  );
  const rows = await tx.rows<Row>(
    `select e.exception_id as "exceptionId", e.store as "storeId", s.name as "storeName", e.code, e.order_id as "orderId", e.order_number as "orderNumber",
       e.order_label as "orderLabel", e.command_type as "commandType", e.device_id as "deviceId", d.name as "deviceName", e.staff_id as "staffId",
       e.happened_at as "happenedAt", e.business_date as "businessDate", e.data, e.raised_at as "raisedAt", e.settled_at as "settledAt",
       e.settled_by as "settledBy", e.approved_by as "approvedBy", e.way, e.note
     from till_exception e join store s on s.tenant = e.tenant and s.id = e.store
     left join device d on d.tenant = e.tenant and d.store = e.store and d.device_id::text = e.device_id
     where e.tenant = $1 and ($2::uuid is null or e.store = $2) and e.settled_at is ${isOpen ? 'null' : 'not null'}
     order by ${isOpen ? 'e.raised_at, e.exception_id' : 'e.settled_at desc, e.exception_id'} limit $3 offset $4`,
    [...scope, pageSize, (page - 1) * pageSize],
    isOpen ? 'exceptions-open' : 'exceptions-settled',
  );
  const nameOf = await peopleNames(tx, tenantId);
  const exceptions = rows.map(({ data, settledAt, settledBy, approvedBy, way, note, ...row }) => ({
    ...row,
    data: JSON.parse(data) as TillException['data'],
    staffName: nameOf(row.staffId),
    settled:
      settledAt === null
        ? null
        : {
            at: settledAt,
            by: nameOf(settledBy ?? ''),
            approvedBy: approvedBy === null ? null : nameOf(approvedBy),
            way: way ?? '',
            note: note ?? '',
          },
  }));
  return { exceptions, page, pageSize, openCount: counts?.open ?? 0, settledCount: counts?.settled ?? 0 };
}
