import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Dialog } from '@auraconnect/shared/ui/dialog.tsx';
import { formatMoney, formatPercent } from '@auraconnect/shared/ui/format.ts';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { Button as PressButton } from 'react-aria-components/Button';
import { useIndex } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';
import { percentOfMinor } from './shares.ts';

export type Tip = { kind: 'none' } | { kind: 'percent'; percent: number } | { kind: 'amount'; amountMinor: number };

export interface TipChooserProps {
  tip: Tip;
  /** What the percentages are of. */
  baseMinor: number;
  onChange: (tip: Tip) => void;
}

/** The store's suggestions, another amount, or none. */
export function TipChooser({ tip, baseMinor, onChange }: TipChooserProps): ReactElement {
  const t = useWords();
  const { locale, currency } = useUiSettings();
  const { tipSuggestionsPercent } = useIndex().settings;
  const [typing, setTyping] = useState(false);
  const [typedMinor, setTypedMinor] = useState<number | null>(null);
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-2 text-sm font-semibold text-muted">{t('tip')}</legend>
      <div className="grid grid-cols-5 gap-1.5 sm:gap-2">
        <Chip chosen={tip.kind === 'none'} label={t('noTip')} onPress={() => onChange({ kind: 'none' })} />
        {tipSuggestionsPercent.map((percent) => (
          <Chip
            key={percent}
            chosen={tip.kind === 'percent' && tip.percent === percent}
            label={formatPercent(percent / 100, locale)}
            detail={formatMoney(percentOfMinor(baseMinor, percent), currency, locale)}
            onPress={() => onChange({ kind: 'percent', percent })}
          />
        ))}
        <Chip
          chosen={tip.kind === 'amount'}
          label={t('otherAmount')}
          {...(tip.kind === 'amount' ? { detail: formatMoney(tip.amountMinor, currency, locale) } : {})}
          onPress={() => setTyping(true)}
        />
      </div>
      <Dialog
        isOpen={typing}
        onOpenChange={setTyping}
        title={t('tip')}
        size="sm"
        footer={
          <Button
            variant="primary"
            size="lg"
            fullWidth
            onPress={() => {
              setTyping(false);
              onChange(typedMinor === null ? { kind: 'none' } : { kind: 'amount', amountMinor: typedMinor });
            }}
          >
            {t('apply')}
          </Button>
        }
      >
        <Keypad label={t('tip')} valueMinor={typedMinor} onChange={setTypedMinor} autoFocus />
      </Dialog>
    </fieldset>
  );
}

export function Chip({
  chosen,
  label,
  detail,
  onPress,
}: {
  chosen: boolean;
  label: string;
  detail?: string;
  onPress: () => void;
}): ReactElement {
  return (
    <PressButton
      aria-pressed={chosen}
      onPress={onPress}
      className={classNames(
        'flex min-h-14 flex-col items-center justify-center rounded-lg border-2 px-0.5 text-center text-xs leading-tight font-semibold sm:text-sm data-pressed:brightness-90',
        chosen ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong bg-surface text-ink',
      )}
    >
      <span>{label}</span>
      {detail !== undefined && <span className="text-xs font-normal tabular-nums">{detail}</span>}
    </PressButton>
  );
}
