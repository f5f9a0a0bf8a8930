import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Dialog } from '@auraconnect/shared/ui/dialog.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';
import { equalPartMinor } from './shares.ts';
import { Chip } from './tip-chooser.tsx';

export interface PartChooserProps {
  payableMinor: number;
  /** Smallest coin. */
  coinMinor: number;
  /** Null: all that is left. */
  partMinor: number | null;
  onChange: (partMinor: number | null) => void;
}

const guestCounts = [2, 3, 4];

/** Who pays how much now: all of it, an equal part, or an amount. What is left stays on the check. */
export function PartChooser({ payableMinor, coinMinor, partMinor, onChange }: PartChooserProps): ReactElement {
  const t = useWords();
  const { locale, currency } = useUiSettings();
  const [typing, setTyping] = useState(false);
  const [typedMinor, setTypedMinor] = useState<number | null>(null);
  const isEqual = guestCounts.some((guests) => equalPartMinor(payableMinor, guests, coinMinor) === partMinor);
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-2 text-sm font-semibold text-muted">{t('split')}</legend>
      <div className="grid grid-cols-5 gap-1.5 sm:gap-2">
        <Chip chosen={partMinor === null} label={t('payAll')} onPress={() => onChange(null)} />
        {guestCounts.map((guests) => {
          const share = equalPartMinor(payableMinor, guests, coinMinor);
          return (
            <Chip
              key={guests}
              chosen={partMinor === share}
              label={t('oneOf', { count: guests })}
              detail={formatMoney(share, currency, locale)}
              onPress={() => onChange(share)}
            />
          );
        })}
        <Chip
          chosen={partMinor !== null && !isEqual}
          label={t('otherAmount')}
          {...(partMinor !== null && !isEqual ? { detail: formatMoney(partMinor, currency, locale) } : {})}
          onPress={() => setTyping(true)}
        />
      </div>
      <Dialog
        isOpen={typing}
        onOpenChange={setTyping}
        title={t('payPart')}
        size="sm"
        footer={
          <Button
            variant="primary"
            size="lg"
            fullWidth
            onPress={() => {
              setTyping(false);
              onChange(typedMinor === null || typedMinor >= payableMinor ? null : typedMinor);
            }}
          >
            {t('apply')}
          </Button>
        }
      >
        <Keypad
          label={t('payPart')}
          valueMinor={typedMinor}
          onChange={setTypedMinor}
          maxMinor={payableMinor}
          placeholderMinor={payableMinor}
          autoFocus
        />
      </Dialog>
    </fieldset>
  );
}
