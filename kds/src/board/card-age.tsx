import type { ReactElement } from 'react';
import { ageLevel, type AgeLevel } from '@auraconnect/shared/kitchen/age.ts';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';
import { useFromStoreNow } from './board-clock.ts';
import type { AgeLimits } from './names.ts';

const ageRole: Record<AgeLevel, 'fresh' | 'due' | 'late'> = { fresh: 'fresh', warn: 'due', late: 'late' };

export interface AgingCard {
  firedAt: string;
  limits: AgeLimits;
}

/** The colour of a card: it changes twice in a ticket's life, and the card is drawn again only then. */
export function useAgeRole({ firedAt, limits }: AgingCard): 'fresh' | 'due' | 'late' {
  return ageRole[useFromStoreNow((nowMs) => ageLevel(ageMsOf(firedAt, nowMs) / 1000, limits))];
}

/** The age in the corner, counting by itself. */
export function CardAge({ firedAt }: { firedAt: string }): ReactElement {
  const text = useFromStoreNow((nowMs) => formatElapsed(ageMsOf(firedAt, nowMs)));
  return <span className="text-lg font-semibold tabular-nums">{text}</span>;
}

/** How far it is on its way to late. */
export function AgeBar({ firedAt, limits }: AgingCard): ReactElement {
  const percent = useFromStoreNow((nowMs) =>
    Math.min(100, Math.round(ageMsOf(firedAt, nowMs) / 10 / limits.lateSeconds)),
  );
  return (
    <span className="mt-2 block h-1.5 overflow-hidden rounded-full bg-scrim" aria-hidden="true">
      <span className="block h-full bg-current" style={{ inlineSize: `${percent}%` }} />
    </span>
  );
}

const ageMsOf = (firedAt: string, nowMs: number): number => Math.max(0, nowMs - Date.parse(firedAt));
