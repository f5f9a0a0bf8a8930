import type { ReactElement } from 'react';
import { Skeleton, SkeletonGroup } from '@auraconnect/shared/ui/skeleton.tsx';

/** Until the appliance has spoken nobody knows whether there is something to cook: never "all caught up". */
export function BoardSkeleton(): ReactElement {
  return (
    <main className="min-w-0 grow overflow-hidden p-3">
      <SkeletonGroup className="grid grid-cols-[repeat(auto-fill,minmax(19rem,1fr))] gap-3">
        <Skeleton className="h-64" />
        <Skeleton className="h-96" />
        <Skeleton className="h-48" />
      </SkeletonGroup>
    </main>
  );
}
