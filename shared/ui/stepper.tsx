import { Minus, Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { NumberField } from 'react-aria-components/NumberField';
import { classNames } from './class-names.ts';
import { useUiWords } from './ui-provider.tsx';

export interface StepperProps {
  /** What is counted, spoken: "Margherita". */
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  /** At `min`, the minus becomes a bin that calls this. */
  onRemove?: (() => void) | undefined;
  size?: 'md' | 'lg' | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

const keySize = { md: 'size-11 [&_svg]:size-5', lg: 'size-14 [&_svg]:size-6' };
const keyClass =
  'grid shrink-0 place-items-center rounded-md text-ink data-hovered:bg-line data-pressed:bg-line data-disabled:text-subtle data-disabled:cursor-not-allowed';

/** A quantity between minus and plus; holding repeats, tapping the figure types it. */
export function Stepper({
  label,
  value,
  onChange,
  min = 1,
  max = 999,
  step = 1,
  onRemove,
  size = 'md',
  disabled = false,
  className,
}: StepperProps): ReactElement {
  const t = useUiWords();
  const removes = onRemove !== undefined && value <= min;
  return (
    <NumberField
      aria-label={label}
      value={value}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled}
      isWheelDisabled
      className={classNames('inline-block', className)}
    >
      <Group className="inline-flex items-center gap-1 rounded-lg bg-sunken">
        {removes ? (
          <Button
            slot={null}
            aria-label={t('decrease', { what: label })}
            isDisabled={disabled}
            onPress={onRemove}
            className={classNames(keyClass, keySize[size], 'text-danger')}
          >
            <Trash2 aria-hidden="true" />
          </Button>
        ) : (
          <Button
            slot="decrement"
            aria-label={t('decrease', { what: label })}
            className={classNames(keyClass, keySize[size])}
          >
            <Minus aria-hidden="true" />
          </Button>
        )}
        <Input
          className={classNames(
            'min-h-11 w-12 rounded-sm bg-transparent text-center font-semibold tabular-nums text-ink',
            size === 'lg' ? 'text-lg' : 'text-base',
          )}
        />
        <Button
          slot="increment"
          aria-label={t('increase', { what: label })}
          className={classNames(keyClass, keySize[size])}
        >
          <Plus aria-hidden="true" />
        </Button>
      </Group>
    </NumberField>
  );
}
