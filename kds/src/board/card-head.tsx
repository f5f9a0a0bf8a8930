import type { ReactElement } from 'react';
import type { AgeLevel } from '@auraconnect/shared/kitchen/age.ts';
import { formatElapsed } from '@auraconnect/shared/ui/format.ts';

export const ageRole: Record<AgeLevel, 'fresh' | 'due' | 'late'> = { fresh: 'fresh', warn: 'due', late: 'late' };

export interface CardHeadProps {
  number: string;
  label: string;
  orderTypeName: string;
  ageMs: number;
  ageShare: number;
  shortcut: number | null;
}

/** Number and type large, the age in the corner and as a bar, and the key that acts on it. */
export function CardHead({ number, label, orderTypeName, ageMs, ageShare, shortcut }: CardHeadProps): ReactElement {
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="text-xl font-bold tabular-nums" dir="auto">
          {number}
        </span>
        <span className="min-w-0 grow truncate text-base font-semibold" dir="auto">
          {orderTypeName}
        </span>
        <span className="text-lg font-semibold tabular-nums">{formatElapsed(ageMs)}</span>
      </span>
      <span className="flex min-h-7 items-center justify-between gap-3 text-base font-medium">
        <span className="min-w-0 truncate" dir="auto">
          {label}
        </span>
        {shortcut !== null && (
          <span className="rounded-sm border border-current px-2 text-sm tabular-nums" aria-hidden="true">
            {shortcut % 10}
          </span>
        )}
      </span>
      <span className="mt-2 block h-1.5 overflow-hidden rounded-full bg-scrim" aria-hidden="true">
        <span className="block h-full bg-current" style={{ inlineSize: `${Math.round(ageShare * 100)}%` }} />
      </span>
    </>
  );
}
