import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

export interface PriceSheetProps {
  name: string;
  unitPriceMinor: number;
  onPrice: (unitPriceMinor: number, reason: string) => void;
  onClose: () => void;
}

/** Another price for one line than the menu's, and why. */
export function PriceSheet({ name, unitPriceMinor, onPrice, onClose }: PriceSheetProps): ReactElement {
  const t = useWords();
  const [priceMinor, setPriceMinor] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const ready = priceMinor !== null && reason.trim() !== '';
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('priceTitle', { name })} size="sm">
      <div className="flex flex-col gap-4">
        <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={200} required />
        <Keypad
          label={t('priceOfOne')}
          valueMinor={priceMinor}
          onChange={setPriceMinor}
          placeholderMinor={unitPriceMinor}
        />
        <Button
          variant="primary"
          size="xl"
          disabled={!ready}
          onPress={() => priceMinor !== null && onPrice(priceMinor, reason.trim())}
        >
          {t('setPrice')}
        </Button>
      </div>
    </Sheet>
  );
}
