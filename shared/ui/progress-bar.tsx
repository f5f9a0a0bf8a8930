import type { ReactElement } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { Label } from 'react-aria-components/Label';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';

export interface ProgressBarProps {
  label: string;
  labelHidden?: boolean | undefined;
  /** Between 0 and `max`; null when nobody knows how long. */
  value: number | null;
  max?: number | undefined;
  /** Words instead of the percentage: "120 of 400 orders". */
  valueLabel?: string | undefined;
  tone?: 'accent' | 'positive' | 'warning' | 'danger' | undefined;
  className?: string | undefined;
}

const fillClass = { accent: 'bg-accent', positive: 'bg-positive', warning: 'bg-warning', danger: 'bg-danger' };

/** How far a thing that takes longer than a second has come. */
export function ProgressBar({
  label,
  labelHidden = false,
  value,
  max = 100,
  valueLabel,
  tone = 'accent',
  className,
}: ProgressBarProps): ReactElement {
  return (
    <AriaProgressBar
      value={value ?? 0}
      maxValue={max}
      isIndeterminate={value === null}
      {...defined({ valueLabel, 'aria-label': labelHidden ? label : undefined })}
      className={classNames('flex flex-col gap-1.5', className)}
    >
      {({ percentage, valueText }) => (
        <>
          {!labelHidden && (
            <span className="flex justify-between gap-4 text-sm">
              <Label className="font-medium">{label}</Label>
              {value !== null && <span className="tabular-nums text-muted">{valueText}</span>}
            </span>
          )}
          <span className="block h-2 overflow-hidden rounded-full bg-line">
            <span
              className={classNames(
                'block h-full rounded-full',
                fillClass[tone],
                value === null && 'w-2/5 animate-breathe',
              )}
              {...(value === null ? {} : { style: { inlineSize: `${percentage ?? 0}%` } })}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
