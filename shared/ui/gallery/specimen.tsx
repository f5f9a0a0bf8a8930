import type { ReactElement, ReactNode } from 'react';

export interface SpecimenProps {
  title: string;
  children: ReactNode;
}

/** One component's states in a row under its name. */
export function Specimen({ title, children }: SpecimenProps): ReactElement {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <h3 className="text-sm font-semibold text-muted">{title}</h3>
      <div className="flex min-w-0 flex-wrap items-start gap-3">{children}</div>
    </div>
  );
}
