import { Delete } from 'lucide-react';
import { useEffect, useRef, type ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { handleDigitKey } from './digit-keys.ts';
import { formatMoney } from './format.ts';
import { MoneyText } from './money-text.tsx';
import { PadKey } from './pad-key.tsx';
import { Button } from './button.tsx';
import { useUiSettings, useUiWords } from './ui-provider.tsx';

export interface QuickAmount {
  amountMinor: number;
  /** A word instead of the figure: "Exact 42.10". */
  label?: string | undefined;
}

export interface KeypadProps {
  /** What is being entered: "Cash received". */
  label: string;
  /** Whole minor units; null before anything is typed. */
  valueMinor: number | null;
  onChange: (valueMinor: number | null) => void;
  /** Enter on a keyboard, or a quick amount with `quickAmountsSubmit`. */
  onSubmit?: ((valueMinor: number) => void) | undefined;
  quickAmounts?: readonly QuickAmount[] | undefined;
  /** A quick amount is the whole answer: it submits at once. */
  quickAmountsSubmit?: boolean | undefined;
  /** Above this, digits are not taken. 9,999,999.99 unless told. */
  maxMinor?: number | undefined;
  currency?: string | undefined;
  /** Shown in grey before anything is typed: the amount due. */
  placeholderMinor?: number | undefined;
  disabled?: boolean | undefined;
  autoFocus?: boolean | undefined;
  className?: string | undefined;
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'];

/** No hole at the end of the last row: where the count does not fit, the first amount, mostly the exact one, is wider. */
function quickAmountsGrid(count: number): string {
  if (count % 3 === 0) return 'grid-cols-3';
  if (count % 3 === 2 && count > 2) return 'grid-cols-3 *:first:col-span-2';
  return count % 2 === 0 ? 'grid-cols-2' : 'grid-cols-2 *:first:col-span-2';
}

/** Digits come in from the small end, as on a cash register: 4, 2, 1, 0 is 42.10. No decimal point to miss. */
export function Keypad({
  label,
  valueMinor,
  onChange,
  onSubmit,
  quickAmounts = [],
  quickAmountsSubmit = false,
  maxMinor = 999_999_999,
  currency,
  placeholderMinor = 0,
  disabled = false,
  autoFocus = false,
  className,
}: KeypadProps): ReactElement {
  const t = useUiWords();
  const settings = useUiSettings();
  const money = currency ?? settings.currency;
  const pad = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (autoFocus) pad.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  function press(key: string): void {
    if (disabled) return;
    const next = Number(`${valueMinor ?? 0}${key}`);
    if (next <= maxMinor) onChange(next);
  }

  function erase(): void {
    if (disabled || valueMinor === null) return;
    const rest = Math.floor(valueMinor / 10);
    onChange(rest === 0 ? null : rest);
  }

  function choose(amountMinor: number): void {
    onChange(amountMinor);
    if (quickAmountsSubmit) onSubmit?.(amountMinor);
  }

  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={-1}
      data-focus-none
      onPointerDownCapture={(event) => {
        if (!event.currentTarget.contains(document.activeElement)) event.currentTarget.focus({ preventScroll: true });
      }}
      ref={pad}
      onKeyDown={(event) =>
        handleDigitKey(event, {
          onDigit: press,
          onBackspace: erase,
          onClear: () => onChange(null),
          onEnter: () => {
            if (valueMinor !== null && !disabled) onSubmit?.(valueMinor);
          },
        })
      }
      className={classNames('flex w-full flex-col gap-3', className)}
    >
      <div className="rounded-lg bg-sunken px-4 py-3">
        <p className="text-sm text-muted">{label}</p>
        <p
          role="status"
          className={classNames('text-end text-2xl', valueMinor === null ? 'text-subtle' : 'font-semibold text-ink')}
        >
          <MoneyText amountMinor={valueMinor ?? placeholderMinor} currency={money} />
        </p>
      </div>
      {quickAmounts.length > 0 && (
        <div className={classNames('grid gap-2', quickAmountsGrid(quickAmounts.length))}>
          {quickAmounts.map((quick) => (
            <Button
              key={quick.amountMinor}
              size="lg"
              disabled={disabled}
              onPress={() => choose(quick.amountMinor)}
              className="px-2 tabular-nums"
            >
              {quick.label ?? formatMoney(quick.amountMinor, money, settings.locale)}
            </Button>
          ))}
        </div>
      )}
      <div dir="ltr" className="grid grid-cols-3 gap-2">
        {keys.map((key) => (
          <PadKey key={key} disabled={disabled} onDown={() => press(key)}>
            {key}
          </PadKey>
        ))}
        <PadKey tone="quiet" label={t('deleteDigit')} disabled={disabled || valueMinor === null} onDown={erase}>
          <Delete aria-hidden="true" />
        </PadKey>
      </div>
    </div>
  );
}
