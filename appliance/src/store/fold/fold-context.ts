import type { EventContext } from '@auraconnect/shared/order/events.ts';

export interface FoldContext extends EventContext {
  seq: number;
}
