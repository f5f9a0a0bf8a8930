import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { softToneClass, solidToneClass, type Tone } from './tone.ts';

export interface BadgeProps {
  children: ReactNode;
  tone?: Tone | undefined;
  /** Full fill, for what must be seen from afar. */
  solid?: boolean | undefined;
  icon?: ReactNode;
  className?: string | undefined;
}

/** A word about a thing: "86", "Not sent", "Paid". Always a word, the colour only helps. */
export function Badge({ children, tone = 'neutral', solid = false, icon, className }: BadgeProps): ReactElement {
  return (
    <span
      className={classNames(
        'inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm px-2 text-xs font-semibold [&_svg]:size-3.5 [&_svg]:shrink-0',
        solid ? solidToneClass[tone] : softToneClass[tone],
        className,
      )}
    >
      {icon}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
