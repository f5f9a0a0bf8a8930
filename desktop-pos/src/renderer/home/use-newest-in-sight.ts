import type { Order } from '@auraconnect/shared/order/order.ts';
import { useEffect, useRef, type RefObject } from 'react';

/** For the list of a check: what was just tapped is seen, however long it is; another order is read from its head. */
export function useNewestInSight(orderId: string, order: Order | null): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const shownOrderId = useRef(orderId);
  const newest = order?.lines.at(-1);
  const mark = newest === undefined || newest.sentAt !== null ? '' : `${newest.lineId} ${newest.quantity}`;
  useEffect(() => {
    const isOther = shownOrderId.current !== orderId;
    shownOrderId.current = orderId;
    if (list.current === null) return;
    if (isOther) list.current.scrollTop = 0;
    else if (mark !== '') list.current.scrollTop = list.current.scrollHeight;
  }, [orderId, mark]);
  return list;
}
