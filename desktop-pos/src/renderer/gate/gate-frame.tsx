import type { ReactElement, ReactNode } from 'react';

export interface GateFrameProps {
  title: string;
  children: ReactNode;
  footer?: ReactNode;
}

/** The few screens before a till is a till: one thing in the middle, nothing else. */
export function GateFrame({ title, children, footer }: GateFrameProps): ReactElement {
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-canvas p-4">
      <div className="flex w-full max-w-lg flex-col gap-6 rounded-xl bg-surface p-6 shadow-float sm:p-8">
        <header className="flex items-center gap-3">
          <BrandMark />
          <h1 className="text-xl font-semibold">{title}</h1>
        </header>
        {children}
        {footer !== undefined && <footer className="border-t border-line pt-4 text-sm text-muted">{footer}</footer>}
      </div>
    </main>
  );
}

export function BrandMark({ className = 'size-10' }: { className?: string }): ReactElement {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={`${className} shrink-0 text-accent`}>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M9 22 16 8l7 14M11.5 17h9"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
