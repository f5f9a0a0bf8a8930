import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { handleDigitKey } from '@auraconnect/shared/ui/digit-keys.ts';
import { formatMoney, formatNumber } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { PadKey } from '@auraconnect/shared/ui/pad-key.tsx';
import { useUiSettings, useUiWords } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ArrowDown, Delete } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useWords } from '../words/use-words.ts';

/** How many lie there of each note and coin, by its value in minor units. */
export type Pieces = Readonly<Record<number, number>>;

export interface CountPiecesProps {
  /** Large to small, minor units. */
  denominations: readonly number[];
  pieces: Pieces;
  onChange: (pieces: Pieces) => void;
}

const mostPieces = 9_999;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** As one counts: note by note from the largest, one hand on the money and one on the pad. Enter goes on to the next. */
export function CountPieces({ denominations, pieces, onChange }: CountPiecesProps): ReactElement {
  const t = useWords();
  const words = useUiWords();
  const { currency, locale } = useUiSettings();
  const [value, setValue] = useState(denominations[0] ?? 1);
  const frame = useRef<HTMLDivElement>(null);
  const count = pieces[value] ?? 0;
  const name = formatMoney(value, currency, locale);

  const set = (next: number): void => {
    if (next <= mostPieces) onChange({ ...pieces, [value]: next });
  };
  const goOn = (): void => setValue(denominations[denominations.indexOf(value) + 1] ?? value);
  useEffect(() => frame.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    frame.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, [value]);

  return (
    <div
      role="group"
      aria-label={t('counted')}
      ref={frame}
      tabIndex={-1}
      data-focus-none
      className="grid gap-4 md:grid-cols-[minmax(0,1fr)_16.5rem]"
      onKeyDown={(event) =>
        handleDigitKey(event, {
          onDigit: (digit) => set(Number(`${count}${digit}`)),
          onBackspace: () => set(Math.floor(count / 10)),
          onClear: () => set(0),
          onEnter: goOn,
        })
      }
    >
      <RadioGroup
        aria-label={t('countPieces')}
        value={String(value)}
        onChange={(next) => setValue(Number(next))}
        className="divide-y divide-line self-start overflow-hidden rounded-lg border border-line-strong"
      >
        {denominations.map((one) => {
          const have = pieces[one] ?? 0;
          return (
            <Radio
              key={one}
              value={String(one)}
              className="flex min-h-11 items-center gap-3 bg-surface px-3 text-base tabular-nums -outline-offset-3 data-hovered:bg-sunken data-selected:bg-accent-soft"
            >
              <span className="grow font-semibold">{formatMoney(one, currency, locale)}</span>
              <span className={classNames('min-w-12 text-end', have === 0 ? 'text-subtle' : 'font-semibold')}>
                {formatNumber(have, locale)}×
              </span>
              <MoneyText
                amountMinor={one * have}
                className={classNames('min-w-24 text-end text-sm', have === 0 ? 'text-subtle' : 'text-muted')}
              />
            </Radio>
          );
        })}
      </RadioGroup>
      {/* On a phone the pad stays under the thumb while the notes scroll. */}
      <div className="flex flex-col gap-2 max-md:sticky max-md:bottom-0 max-md:-mx-1 max-md:bg-raised max-md:px-1 max-md:pt-2">
        <p className="flex items-baseline justify-between gap-2 rounded-lg bg-sunken px-4 py-2" role="status">
          <span className="text-sm text-muted">{t('piecesOf', { value: name })}</span>
          <span className="text-xl font-semibold tabular-nums">{formatNumber(count, locale)}</span>
        </p>
        <div dir="ltr" className="grid grid-cols-3 gap-2">
          {digits.map((digit) => (
            <PadKey key={digit} className="max-md:min-h-14" onDown={() => set(Number(`${count}${digit}`))}>
              {digit}
            </PadKey>
          ))}
          <PadKey
            tone="quiet"
            className="max-md:min-h-14"
            label={words('deleteDigit')}
            disabled={count === 0}
            onDown={() => set(Math.floor(count / 10))}
          >
            <Delete aria-hidden="true" />
          </PadKey>
          <PadKey className="max-md:min-h-14" onDown={() => set(count * 10)}>
            0
          </PadKey>
          <PadKey
            tone="accent"
            className="max-md:min-h-14"
            label={t('nextPieces')}
            disabled={value === denominations.at(-1)}
            onDown={goOn}
          >
            <ArrowDown aria-hidden="true" />
          </PadKey>
        </div>
      </div>
    </div>
  );
}
