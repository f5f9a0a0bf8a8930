import { Button } from '@auraconnect/shared/ui/button.tsx';
import { formatPercent } from '@auraconnect/shared/ui/format.ts';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { NumberField } from '@auraconnect/shared/ui/number-field.tsx';
import { useState, type ReactElement } from 'react';
import { useIndex } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';

export interface DiscountChoice {
  name: string;
  kind: 'percent' | 'amount';
  /** A fraction as exact decimal, `0.1` for 10 %. */
  rate: string | null;
  amountMinor: number | null;
}

export interface DiscountSheetProps {
  /** What it is taken off: the order or a line's name. */
  title: string;
  onDiscount: (choice: DiscountChoice) => void;
  onClose: () => void;
}

const usualPercents = [5, 10, 15, 20, 25, 50];

/** Percent in one tap, or an amount on the keypad, with the reason that stands on the receipt. */
export function DiscountSheet({ title, onDiscount, onClose }: DiscountSheetProps): ReactElement {
  const t = useWords();
  const { locale } = useUiSettings();
  const { discountReasons } = useIndex().settings;
  const [kind, setKind] = useState<'percent' | 'amount'>('percent');
  const [name, setName] = useState(discountReasons[0] ?? t('discount'));
  const [amountMinor, setAmountMinor] = useState<number | null>(null);
  const [percent, setPercent] = useState<number | null>(null);

  const takePercent = (value: number): void =>
    onDiscount({ name, kind: 'percent', rate: rateOf(value), amountMinor: null });
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('discountOn', { what: title })} size="sm">
      <div className="flex flex-col gap-4">
        {discountReasons.length > 0 && (
          <Select
            label={t('reason')}
            options={discountReasons.map((reason) => ({ id: reason, label: reason }))}
            value={name}
            onChange={setName}
          />
        )}
        <RadioGroup
          label={t('discountKind')}
          labelHidden
          fullWidth
          className="w-full"
          value={kind}
          onChange={setKind}
          options={[
            { id: 'percent', label: t('percent') },
            { id: 'amount', label: t('amount') },
          ]}
        />
        {kind === 'percent' ? (
          <>
            <div className="grid grid-cols-3 gap-2">
              {usualPercents.map((value) => (
                <Button key={value} size="xl" className="px-2!" onPress={() => takePercent(value)}>
                  {formatPercent(value / 100, locale)}
                </Button>
              ))}
            </div>
            <div className="flex items-end gap-2">
              <NumberField
                label={t('otherPercent')}
                value={percent}
                onChange={setPercent}
                min={0.1}
                max={100}
                step={0.1}
                className="grow"
              />
              <Button
                variant="primary"
                disabled={percent === null || percent <= 0}
                onPress={() => percent !== null && takePercent(percent)}
              >
                {t('apply')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <Keypad label={t('amountOff')} valueMinor={amountMinor} onChange={setAmountMinor} autoFocus />
            <Button
              variant="primary"
              size="xl"
              disabled={amountMinor === null || amountMinor === 0}
              onPress={() => onDiscount({ name, kind: 'amount', rate: null, amountMinor })}
            >
              {t('apply')}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}

/** 12.5 percent is the fraction `0.125`; at most one digit behind the point is typed. */
export function rateOf(percent: number): string {
  const perMille = Math.round(percent * 10);
  const text = `${Math.floor(perMille / 1000)}.${String(perMille % 1000).padStart(3, '0')}`;
  return text.replace(/\.?0+$/, '');
}
