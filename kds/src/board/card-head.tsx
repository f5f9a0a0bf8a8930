import type { ReactElement } from 'react';
import { AgeBar, CardAge, type AgingCard } from './card-age.tsx';

export interface CardHeadProps extends AgingCard {
  number: string;
  label: string;
  orderTypeName: string;
  shortcut: number | null;
}

/** Number and type large, the age in the corner and as a bar, and the key that acts on it. */
export function CardHead(props: CardHeadProps): ReactElement {
  const { number, label, orderTypeName, firedAt, limits, shortcut } = props;
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="text-xl font-bold tabular-nums" dir="auto">
          {number}
        </span>
        <span className="min-w-0 grow truncate text-base font-semibold" dir="auto">
          {orderTypeName}
        </span>
        <CardAge firedAt={firedAt} />
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
      <AgeBar firedAt={firedAt} limits={limits} />
    </>
  );
}
