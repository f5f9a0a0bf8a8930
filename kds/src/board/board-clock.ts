import { createContext, useContext } from 'react';
import { useFromNow } from '@auraconnect/shared/ui/use-now.ts';

/**
 * How far the appliance's clock is ahead of this screen's, in ms: ages are the appliance's, and a screen with a wrong clock counts
 * right. Read when it is needed and never a prop: it moves a little with every beat, and no card may be drawn again for that.
 */
export const ClockAhead = createContext<() => number>(() => 0);

/** What follows from the appliance's time; drawn again only when it comes out another way. */
export function useFromStoreNow<T extends string | number>(follows: (nowMs: number) => T): T {
  const aheadMs = useContext(ClockAhead);
  return useFromNow((nowMs) => follows(nowMs + aheadMs()));
}
