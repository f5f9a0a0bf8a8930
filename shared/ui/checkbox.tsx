import { Check, Minus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { classNames } from './class-names.ts';

export interface CheckboxProps {
  children: ReactNode;
  description?: ReactNode;
  /** Something at the inline end: a price, a count. */
  trailing?: ReactNode;
  isSelected: boolean;
  isIndeterminate?: boolean | undefined;
  onChange: (isSelected: boolean) => void;
  disabled?: boolean | undefined;
  /** md 44 px, lg 56 px for modifier lists. */
  size?: 'md' | 'lg' | undefined;
  className?: string | undefined;
}

/** Chosen or not, taking effect when the form is done. */
export function Checkbox({
  children,
  description,
  trailing,
  isSelected,
  isIndeterminate = false,
  onChange,
  disabled = false,
  size = 'md',
  className,
}: CheckboxProps): ReactElement {
  return (
    <AriaCheckbox
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
      isDisabled={disabled}
      className={classNames(
        'group flex items-center gap-3 data-disabled:text-subtle',
        size === 'lg' ? 'min-h-14 text-base' : 'min-h-11 text-sm',
        className,
      )}
    >
      <span className="grid size-6 shrink-0 place-items-center rounded-sm border-2 border-line-strong bg-surface text-on-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-selected:border-accent group-data-selected:bg-accent group-data-disabled:opacity-50">
        {isIndeterminate ? (
          <Minus className="size-4.5" strokeWidth={3} aria-hidden="true" />
        ) : (
          isSelected && <Check className="size-4.5" strokeWidth={3} aria-hidden="true" />
        )}
      </span>
      <span className="min-w-0 grow">
        <span className="block font-medium">{children}</span>
        {description !== undefined && <span className="block text-xs text-muted">{description}</span>}
      </span>
      {trailing !== undefined && <span className="shrink-0 tabular-nums text-muted">{trailing}</span>}
    </AriaCheckbox>
  );
}
