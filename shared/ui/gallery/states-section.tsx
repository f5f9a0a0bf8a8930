import { ClipboardList } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { Button } from '../button.tsx';
import { Card } from '../card.tsx';
import { EmptyState } from '../empty-state.tsx';
import { ErrorState } from '../error-state.tsx';
import { PageErrorBoundary } from '../page-error-boundary.tsx';
import { Skeleton, SkeletonGroup } from '../skeleton.tsx';

class PrinterPageFault extends Error {
  readonly code = 'PRINTER-PAGE-7';
}

function Fuse({ blown }: { blown: boolean }): ReactElement {
  if (blown) throw new PrinterPageFault('The page was asked to fail.');
  return <p className="px-5 py-4">This page works.</p>;
}

export function StatesSection(): ReactElement {
  const [blown, setBlown] = useState(false);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Card title="Loading">
        <SkeletonGroup className="flex flex-col gap-3">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-14" />
          <Skeleton className="h-14" />
        </SkeletonGroup>
      </Card>
      <Card title="Empty">
        <EmptyState icon={<ClipboardList />} title="Parked orders wait here" action={<Button>Start an order</Button>}>
          Park an order from its menu, and take it up again on any till.
        </EmptyState>
      </Card>
      <Card title="Error">
        <ErrorState
          title="The sales figures could not be read."
          stillWorks="Selling, the kitchen and printing go on."
          whatToDo="Try again in a minute. If it stays, tell support the code."
          supportCode="REPORT-READ-FAILED"
          onRetry={() => undefined}
        />
      </Card>
      <Card
        title="A page that breaks"
        actions={<Button onPress={() => setBlown((on) => !on)}>{blown ? 'Mend it' : 'Break it'}</Button>}
        flush
      >
        <PageErrorBoundary resetKey={String(blown)}>
          <Fuse blown={blown} />
        </PageErrorBoundary>
      </Card>
    </div>
  );
}
