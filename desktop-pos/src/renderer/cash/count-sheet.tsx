import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { useIndex } from '../desk/use-store.ts';
import { useWords } from '../words/use-words.ts';
import { denominationsOf } from './cash-denominations.ts';
import { CountPieces, type Pieces } from './count-pieces.tsx';

export interface CountSheetProps {
  title: string;
  description: string;
  /** The verb on the button. */
  doLabel: string;
  busy: boolean;
  onCounted: (amountMinor: number) => void;
  onClose: () => void;
}

/** Counts what lies in the drawer, note by note or as a sum. It never says what should be there. */
export function CountSheet({ title, description, doLabel, busy, onCounted, onClose }: CountSheetProps): ReactElement {
  const t = useWords();
  const { currency } = useUiSettings();
  const { cashRoundingMinor } = useIndex().settings;
  const [by, setBy] = useState<'pieces' | 'sum'>('pieces');
  const [pieces, setPieces] = useState<Pieces>({});
  const [sumMinor, setSumMinor] = useState<number | null>(null);
  const denominations = denominationsOf(currency, cashRoundingMinor);
  const countedMinor =
    by === 'sum' ? (sumMinor ?? 0) : denominations.reduce((sum, value) => sum + value * (pieces[value] ?? 0), 0);
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      size="lg"
      footer={
        <Button
          variant="primary"
          size="xl"
          fullWidth
          disabled={busy}
          trailing={<MoneyText amountMinor={countedMinor} />}
          onPress={() => onCounted(countedMinor)}
        >
          {doLabel}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <RadioGroup
          label={t('countBy')}
          labelHidden
          fullWidth
          className="w-full"
          value={by}
          onChange={setBy}
          options={[
            { id: 'pieces', label: t('countPieces') },
            { id: 'sum', label: t('countSum') },
          ]}
        />
        {by === 'sum' ? (
          <Keypad label={t('counted')} valueMinor={sumMinor} onChange={setSumMinor} autoFocus />
        ) : (
          <CountPieces denominations={denominations} pieces={pieces} onChange={setPieces} />
        )}
      </div>
    </Sheet>
  );
}
