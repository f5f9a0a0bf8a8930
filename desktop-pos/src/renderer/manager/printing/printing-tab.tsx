import type { ReactElement } from 'react';
import { useMay } from '../../desk/desk-context.ts';
import { AgainCard } from './again-card.tsx';
import { JobsCard } from './jobs-card.tsx';
import { PrintersCard } from './printers-card.tsx';
import { RoutesCard } from './routes-card.tsx';

/** How the printers are, what waits for a decision, what was printed today, and where everything comes out. */
export function PrintingTab(): ReactElement {
  const mayDecide = useMay('print.resolve');
  return (
    <div className="flex flex-col gap-4">
      <PrintersCard />
      <JobsCard />
      {mayDecide && <AgainCard />}
      <RoutesCard />
    </div>
  );
}
