import type { ReactElement } from 'react';

export function BrandMark({ className = 'size-8' }: { className?: string }): ReactElement {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M7.5 23.5 14.6 8.2a1.5 1.5 0 0 1 2.8 0l7.1 15.3"
        className="fill-none stroke-on-accent"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M11.6 18.6c2.6-2.3 6.2-2.3 8.8 0"
        className="fill-none stroke-on-accent/60"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Brand(): ReactElement {
  return (
    <span className="inline-flex items-center gap-2.5 text-base font-semibold tracking-tight" dir="ltr">
      <BrandMark />
      AuraConnect
    </span>
  );
}
