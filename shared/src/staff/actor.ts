import type { DecimalText } from '../money/money.ts';
import type { Permission } from './permissions.ts';

/** The person, or the store itself, behind a command. */
export interface Actor {
  /** Staff id, `system`, or `import:<name>`. */
  staffId: string;
  permissions: ReadonlySet<Permission>;
  /** Largest discount this person gives alone, in percent: `15` is fifteen percent. */
  discountLimitPercent: DecimalText;
}

/** What the store does by itself: proposals, timeouts, acknowledgements. It never takes a person's decision. */
export const systemActorId = 'system';
