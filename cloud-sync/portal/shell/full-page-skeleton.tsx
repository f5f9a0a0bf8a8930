import type { ReactElement } from 'react';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';

/** The page before anything is known: its navigation and the shape of the first screen. */
export function FullPageSkeleton(): ReactElement {
  return (
    <SkeletonGroup className="grid min-h-dvh md:grid-cols-[15rem_1fr]">
      <div className="hidden flex-col gap-3 border-e border-line p-4 md:flex">
        <Skeleton className="mb-6 h-8 w-36" />
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} className="h-9 w-full" />
        ))}
      </div>
      <div className="flex flex-col gap-6 p-4 md:p-8">
        <Skeleton className="h-9 w-48" />
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </SkeletonGroup>
  );
}
