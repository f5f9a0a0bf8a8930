import { Button } from '@auraconnect/shared/ui/button.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Banknote, CreditCard } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

export interface GivenBackProps {
  title: string;
  isCash: boolean;
  amountMinor: number;
  onDone: () => void;
}

/** The refund is written down; the money still has to reach the guest. It stays until a person says that it did. */
export function GivenBack({ title, isCash, amountMinor, onDone }: GivenBackProps): ReactElement {
  const t = useWords();
  const Icon = isCash ? Banknote : CreditCard;
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onDone()}
      title={title}
      size="md"
      footer={
        <Button variant="primary" size="xl" fullWidth onPress={onDone}>
          {t('refundGiven')}
        </Button>
      }
    >
      <div role="status" className="flex flex-col items-center gap-3 rounded-xl bg-info-soft p-6 text-center text-info">
        <Icon className="size-10" aria-hidden="true" />
        <p className="text-base font-medium">{isCash ? t('refundedCash') : t('refundedCard')}</p>
        <MoneyText amountMinor={amountMinor} className="text-2xl font-semibold" />
      </div>
    </Sheet>
  );
}
