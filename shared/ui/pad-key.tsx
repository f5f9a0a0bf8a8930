import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';

export interface PadKeyProps {
  children: ReactNode;
  /** Needed where the key shows a picture. */
  label?: string | undefined;
  /** When the finger lands: someone who types a PIN fast slides off keys, and a missed digit costs more than a stray one. */
  onDown?: (() => void) | undefined;
  /**
   * When the finger lifts. Whatever may replace the screen belongs here: acting on the way down would
   * let the same finger's lift press what appears beneath it.
   */
  onUp?: (() => void) | undefined;
  disabled?: boolean | undefined;
  tone?: 'plain' | 'quiet' | 'accent' | 'positive' | undefined;
  className?: string | undefined;
}

const toneClass = {
  plain: 'border border-line-strong bg-surface text-ink data-pressed:bg-sunken',
  quiet: 'bg-transparent text-ink data-hovered:bg-sunken data-pressed:bg-line',
  accent: 'bg-accent text-on-accent data-pressed:brightness-90',
  positive: 'bg-positive text-on-positive data-pressed:brightness-90',
};

/**
 * One key of a pad, at least 72 px. A tap leaves the focus on the pad: otherwise the keyboard's
 * Enter, meant to finish, would press the last digit again.
 */
export function PadKey({
  children,
  label,
  onDown,
  onUp,
  disabled = false,
  tone = 'plain',
  className,
}: PadKeyProps): ReactElement {
  return (
    <AriaButton
      {...defined({ 'aria-label': label, onPressStart: onDown, onPressEnd: onUp })}
      isDisabled={disabled}
      preventFocusOnPress
      className={classNames(
        'grid min-h-18 min-w-18 place-items-center rounded-lg text-xl font-semibold tabular-nums transition-colors',
        'data-disabled:cursor-not-allowed data-disabled:border data-disabled:border-line data-disabled:bg-sunken data-disabled:text-subtle [&_svg]:size-7',
        toneClass[tone],
        className,
      )}
    >
      {children}
    </AriaButton>
  );
}
