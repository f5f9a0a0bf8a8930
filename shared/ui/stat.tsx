import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Skeleton } from './skeleton.tsx';
import { useUiWords } from './ui-provider.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface StatDelta {
  direction: 'up' | 'down' | 'same';
  /** Formatted: "+12.5%". */
  text: string;
  /** Against what: "vs last Friday". */
  comparedTo?: string | undefined;
  /** Whether this direction is welcome; more voids are not. Omitted: up is good. */
  good?: boolean | undefined;
}

export interface StatProps {
  label: string;
  /** The figure, formatted, or a MoneyText; undefined while loading. */
  value: ReactNode | undefined;
  delta?: StatDelta | undefined;
  /** A line under it: how old, from what. */
  note?: ReactNode;
  className?: string | undefined;
}

const arrow = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const word = { up: 'up', down: 'down', same: 'unchanged' } as const;

function Delta({ direction, text, comparedTo, good }: StatDelta): ReactElement {
  const t = useUiWords();
  const Arrow = arrow[direction];
  const welcome = good ?? direction === 'up';
  const toneClass = direction === 'same' ? 'text-muted' : welcome ? 'text-positive' : 'text-danger';
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
      <span className={classNames('inline-flex items-center gap-0.5 font-semibold tabular-nums', toneClass)}>
        <Arrow className="size-4.5 rtl:-scale-x-100" aria-hidden="true" />
        <VisuallyHidden>{t(word[direction])} </VisuallyHidden>
        {text}
      </span>
      {comparedTo !== undefined && <span className="text-muted">{comparedTo}</span>}
    </p>
  );
}

/** One big figure, what it is, and how it compares. */
export function Stat({ label, value, delta, note, className }: StatProps): ReactElement {
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <p className="text-sm text-muted">{label}</p>
      {value === undefined ? (
        <Skeleton className="h-10 w-32" />
      ) : (
        <p className="text-xl font-semibold tracking-tight tabular-nums">{value}</p>
      )}
      {delta !== undefined && value !== undefined && <Delta {...delta} />}
      {note !== undefined && <p className="text-xs text-muted">{note}</p>}
    </div>
  );
}
