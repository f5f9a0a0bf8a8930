import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

export interface MovementSheetProps {
  kind: 'in' | 'out' | 'no-sale';
  onDone: (amountMinor: number, reason: string) => void;
  onClose: () => void;
}

/** Cash that comes or goes without a sale, or only the open drawer; always with a reason. */
export function MovementSheet({ kind, onDone, onClose }: MovementSheetProps): ReactElement {
  const t = useWords();
  const [amountMinor, setAmountMinor] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const title = kind === 'in' ? t('payIn') : kind === 'out' ? t('payOut') : t('noSale');
  const ready = reason.trim() !== '' && (kind === 'no-sale' || (amountMinor !== null && amountMinor > 0));
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      size="sm"
      footer={
        <Button
          variant="primary"
          size="xl"
          fullWidth
          disabled={!ready}
          onPress={() => onDone(amountMinor ?? 0, reason.trim())}
        >
          {title}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('reason')}
          placeholder={t('movementReason')}
          value={reason}
          onChange={setReason}
          maxLength={200}
          required
          autoFocus
        />
        {kind !== 'no-sale' && <Keypad label={t('amount')} valueMinor={amountMinor} onChange={setAmountMinor} />}
      </div>
    </Sheet>
  );
}
