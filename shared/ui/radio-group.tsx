import type { ReactElement, ReactNode } from 'react';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';
import { FieldLabel, FieldNotes, type FieldProps } from './field-parts.tsx';

export interface RadioOption<Id extends string = string> {
  id: Id;
  label: string;
  icon?: ReactNode;
  disabled?: boolean | undefined;
  /** Show only the icon; the label is still spoken. */
  labelHidden?: boolean | undefined;
}

export interface RadioGroupProps<Id extends string = string> extends FieldProps {
  options: readonly RadioOption<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  size?: 'md' | 'lg' | undefined;
  /** Segments share the width evenly. */
  fullWidth?: boolean | undefined;
  className?: string | undefined;
}

/** A segmented control: one of a few, all in sight. */
export function RadioGroup<Id extends string = string>({
  label,
  labelHidden = false,
  description,
  errorMessage,
  disabled = false,
  required = false,
  options,
  value,
  onChange,
  size = 'md',
  fullWidth = false,
  className,
}: RadioGroupProps<Id>): ReactElement {
  return (
    <AriaRadioGroup
      value={value}
      onChange={(next) => onChange(next as Id)}
      isDisabled={disabled}
      isRequired={required}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      orientation="horizontal"
      className={classNames('flex flex-col items-start gap-1.5', className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} required={required} />
      <div
        className={classNames(
          'flex max-w-full gap-1 overflow-x-auto rounded-lg border border-line-strong bg-sunken p-1',
          fullWidth && 'w-full',
        )}
      >
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.disabled ?? false}
            {...defined({ 'aria-label': option.labelHidden === true ? option.label : undefined })}
            className={classNames(
              'flex min-w-11 items-center justify-center gap-2 rounded-md px-3 text-center font-medium text-muted transition-colors',
              'data-hovered:text-ink data-selected:bg-inverse data-selected:text-on-inverse data-selected:shadow-lift data-disabled:text-subtle [&_svg]:size-5',
              size === 'lg' ? 'min-h-14 text-base' : 'min-h-11 text-sm',
              fullWidth && 'grow basis-0',
            )}
          >
            {option.icon}
            {option.labelHidden !== true && <span className="[overflow-wrap:normal]">{option.label}</span>}
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaRadioGroup>
  );
}
