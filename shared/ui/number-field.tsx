import { Minus, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';
import { fieldClass, FieldLabel, FieldNotes, type FieldProps } from './field-parts.tsx';

export interface NumberFieldProps extends FieldProps {
  /** null is an empty field. */
  value: number | null;
  /** Called when the figure is complete: on blur, Enter or a step. null when it was emptied. */
  onChange: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  /** Intl options: percent, unit, currency. The locale comes from the provider. */
  formatOptions?: Intl.NumberFormatOptions | undefined;
  /** Minus and plus at the ends, each 44 px. */
  steppers?: boolean | undefined;
  autoFocus?: boolean | undefined;
  className?: string | undefined;
}

const stepperClass =
  'grid min-h-11 w-11 shrink-0 place-items-center text-ink data-hovered:bg-sunken data-pressed:bg-line data-disabled:text-subtle [&_svg]:size-5';

/** A figure that is typed or stepped, in the reader's own way of writing numbers. */
export function NumberField({
  label,
  labelHidden = false,
  description,
  errorMessage,
  disabled = false,
  required = false,
  value,
  onChange,
  min,
  max,
  step,
  formatOptions,
  steppers = false,
  autoFocus = false,
  className,
}: NumberFieldProps): ReactElement {
  return (
    <AriaNumberField
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      {...defined({ minValue: min, maxValue: max, step, formatOptions })}
      isDisabled={disabled}
      isRequired={required}
      isInvalid={errorMessage !== undefined}
      isWheelDisabled
      validationBehavior="aria"
      className={classNames(fieldClass, className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} required={required} />
      <Group className="flex overflow-hidden rounded-md border border-line-strong bg-surface focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus data-disabled:bg-sunken data-invalid:border-danger data-invalid:inset-ring data-invalid:inset-ring-danger">
        {steppers && (
          <Button slot="decrement" className={classNames(stepperClass, 'border-e border-line')}>
            <Minus aria-hidden="true" />
          </Button>
        )}
        <Input
          data-focus-none
          autoFocus={autoFocus}
          className={classNames(
            'min-h-11 w-full min-w-0 bg-transparent px-3 text-base tabular-nums outline-none',
            steppers ? 'text-center' : 'text-end',
          )}
        />
        {steppers && (
          <Button slot="increment" className={classNames(stepperClass, 'border-s border-line')}>
            <Plus aria-hidden="true" />
          </Button>
        )}
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaNumberField>
  );
}
