import type { Order } from '@auraconnect/shared/order/order.ts';
import type { TillDrawer } from '@auraconnect/shared/facts/make-fact.ts';
import { businessDateAt } from '@auraconnect/shared/time/business-day.ts';
import type { StorePicture } from './store-picture.ts';

/** What decides which business day it is at a till. */
export interface DayAtTill {
  picture: StorePicture | null;
  /** The day that the appliance last told, when it told one since the picture. */
  told: string | undefined;
  drawer: TillDrawer | null;
  isAlone: boolean;
  nowMs: number;
  orders: Iterable<Order>;
}

/**
 * The day that the appliance last told. A till that is alone in the morning, with nothing open of the evening, begins the next one by
 * itself, as the appliance would.
 */
export function businessDateAtTill({ picture, told, drawer, isAlone, nowMs, orders }: DayAtTill): string {
  const known = told ?? picture?.businessDate ?? '';
  if (picture === null) return known;
  const { timeZone, dayCutOff } = picture.index.settings;
  const today = businessDateAt(nowMs, timeZone, dayCutOff);
  // A store whose first day has not begun: the appliance begins it with what it hears first.
  if (known === '') return today;
  if (!isAlone) return known;
  if (drawer !== null) return drawer.businessDate;
  const isOver = today > known && ![...orders].some((order) => order.status === 'open');
  return isOver ? today : known;
}
