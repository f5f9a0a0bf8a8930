import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export type Status = 'ok' | 'busy' | 'warning' | 'danger' | 'off';

export interface StatusDotProps {
  status: Status;
  /** The state in words: "Kitchen screen 2 has been gone for 40 s". */
  label: string;
  /** In a strip that is quiet when well: the shape stays in sight, the word is spoken. */
  labelHidden?: boolean | undefined;
  className?: string | undefined;
}

const colourClass: Record<Status, string> = {
  ok: 'text-positive',
  busy: 'text-info',
  warning: 'text-warning',
  danger: 'text-danger',
  off: 'text-subtle',
};

/** Disc, half disc, triangle, diamond with a bar, empty ring: told apart without any colour. */
const shape: Record<Status, ReactElement> = {
  ok: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  busy: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  ),
  warning: <path d="M8 1.5 15 14H1z" fill="currentColor" />,
  danger: (
    <>
      <path d="M8 .5 15.5 8 8 15.5.5 8z" fill="currentColor" />
      <path d="M8 4.5v4.2M8 10.8v.4" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  off: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />,
};

/** The health of one thing: a shape and a word, the colour only helps. */
export function StatusDot({ status, label, labelHidden = false, className }: StatusDotProps): ReactElement {
  return (
    <span className={classNames('inline-flex items-center gap-2 text-sm', className)}>
      <svg viewBox="0 0 16 16" className={classNames('size-4 shrink-0', colourClass[status])} aria-hidden="true">
        {shape[status]}
      </svg>
      {labelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : <span className="min-w-0">{label}</span>}
    </span>
  );
}
