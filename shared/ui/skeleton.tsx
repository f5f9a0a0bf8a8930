import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useUiWords } from './ui-provider.tsx';

export interface SkeletonProps {
  /** Tailwind size of the real thing: "h-11 w-40". */
  className?: string | undefined;
}

/** A grey stand-in with the size of what is coming. It shows after 150 ms, so that fast answers never flicker. */
export function Skeleton({ className }: SkeletonProps): ReactElement {
  return (
    <span aria-hidden="true" className={classNames('block animate-late', className)}>
      <span className="block size-full min-h-4 animate-breathe rounded-md bg-line/70" />
    </span>
  );
}

export interface SkeletonGroupProps {
  children: ReactNode;
  className?: string | undefined;
}

/** Wraps the skeletons of one view and says once that it is loading. */
export function SkeletonGroup({ children, className }: SkeletonGroupProps): ReactElement {
  const t = useUiWords();
  return (
    <div role="status" aria-label={t('loading')} className={className}>
      {children}
    </div>
  );
}
