import type { ReactElement, ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import { classNames } from './class-names.ts';

export interface SwitchProps {
  children: ReactNode;
  description?: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

/** On or off, at once. The knob's place and the tick say it too, not colour alone. */
export function Switch({
  children,
  description,
  isSelected,
  onChange,
  disabled = false,
  className,
}: SwitchProps): ReactElement {
  return (
    <AriaSwitch
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={disabled}
      className={classNames('group flex min-h-11 items-center gap-3 text-sm data-disabled:text-subtle', className)}
    >
      <span className="relative h-7 w-12 shrink-0 rounded-full border-2 border-line-strong bg-sunken transition-colors group-data-selected:border-accent group-data-selected:bg-accent group-data-disabled:opacity-50">
        <span className="absolute inset-y-0.5 start-0.5 grid size-5 place-items-center rounded-full bg-line-strong text-sm transition-[inset-inline-start] group-data-selected:start-[calc(100%-1.375rem)] group-data-selected:bg-on-accent">
          <span className="hidden h-2 w-2.5 text-accent group-data-selected:block" aria-hidden="true">
            <svg
              viewBox="0 0 10 8"
              fill="none"
              stroke="currentColor"
              strokeWidth="2.5"
              strokeLinecap="round"
              strokeLinejoin="round"
            >
              <path d="M1 4.2 3.8 7 9 1" />
            </svg>
          </span>
        </span>
      </span>
      <span className="min-w-0">
        <span className="block font-medium">{children}</span>
        {description !== undefined && <span className="block text-xs text-muted">{description}</span>}
      </span>
    </AriaSwitch>
  );
}
