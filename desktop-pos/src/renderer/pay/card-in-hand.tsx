import type { Payment } from '@auraconnect/shared/payment/payment.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { CircleCheck, CircleHelp, CircleX, CreditCard } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';
import type { CardAnswer } from './use-pay-actions.ts';

export interface CardInHandProps {
  payment: Payment;
  onAnswer: (answer: Omit<CardAnswer, 'paymentId'>) => void;
}

/** The intent is written down; now the card terminal does its work and a person says what it showed. */
export function CardInHand({ payment, onAnswer }: CardInHandProps): ReactElement {
  const t = useWords();
  const [reference, setReference] = useState('');
  const [lastFour, setLastFour] = useState('');
  const answer = (outcome: CardAnswer['outcome']): void => onAnswer({ outcome, reference, lastFour });
  return (
    <section aria-label={t('cardTitle')} className="mx-auto flex w-full max-w-2xl flex-col gap-5">
      <div className="flex flex-col items-center gap-2 rounded-xl bg-info-soft p-6 text-center text-info">
        <CreditCard className="size-10" aria-hidden="true" />
        <p className="text-base font-medium">{t('cardAsk')}</p>
        <MoneyText amountMinor={payment.amountMinor + payment.tipMinor} className="text-2xl font-semibold" />
        {payment.tipMinor > 0 && (
          <p className="text-sm">
            {t('ofWhichTip')} <MoneyText amountMinor={payment.tipMinor} />
          </p>
        )}
      </div>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <Button size="xl" variant="positive" icon={<CircleCheck />} onPress={() => answer('captured')}>
          {t('cardApproved')}
        </Button>
        <Button size="xl" variant="secondary" icon={<CircleX />} onPress={() => answer('declined')}>
          {t('cardDeclined')}
        </Button>
        <Button size="lg" variant="secondary" icon={<CircleHelp />} onPress={() => answer('unknown')}>
          {t('cardDontKnow')}
        </Button>
        <Button size="lg" variant="quiet" onPress={() => answer('cancelled')}>
          {t('cardCancelled')}
        </Button>
      </div>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <TextField
          label={t('cardReference')}
          description={t('optional')}
          value={reference}
          onChange={setReference}
          maxLength={64}
          autoComplete="off"
        />
        <TextField
          label={t('cardLastFour')}
          description={t('optional')}
          value={lastFour}
          onChange={(value) => setLastFour(value.replace(/\D/g, '').slice(0, 4))}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
    </section>
  );
}
