import type { Payment } from '@auraconnect/shared/payment/payment.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { Banknote, CreditCard } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWords } from '../words/use-words.ts';

export interface PaymentRowProps {
  payment: Payment;
  /** For a card whose answer nobody knows yet. */
  onResolve: (outcome: 'captured' | 'declined') => void;
}

/** A payment that was made, or that waits for somebody to look at the card terminal. */
export function PaymentRow({ payment, onResolve }: PaymentRowProps): ReactElement {
  const t = useWords();
  const isUnknown = payment.state === 'unknown' || payment.state === 'authorized';
  const name = payment.tender === 'cash' ? t('cash') : t('card');
  return (
    <div
      className={
        isUnknown
          ? 'flex flex-col gap-3 rounded-lg border-2 border-warning bg-warning-soft p-3'
          : 'flex flex-col gap-1 rounded-lg border border-line bg-surface p-3'
      }
    >
      <p className="flex items-center gap-3">
        {payment.tender === 'cash' ? (
          <Banknote className="size-5 text-muted" aria-hidden="true" />
        ) : (
          <CreditCard className="size-5 text-muted" aria-hidden="true" />
        )}
        <span className="min-w-0 grow font-medium">
          {name}
          {payment.lastFour !== null && <span className="text-muted tabular-nums"> •••• {payment.lastFour}</span>}
          {payment.tipMinor > 0 && (
            <span className="text-sm text-muted">
              {' '}
              {isUnknown ? t('ofWhichTip') : t('plusTip')} <MoneyText amountMinor={payment.tipMinor} />
            </span>
          )}
        </span>
        {/* What is sought on the card terminal is what was asked of it, tip and all. */}
        <MoneyText
          amountMinor={isUnknown ? payment.amountMinor + payment.tipMinor : payment.amountMinor}
          className="font-semibold"
        />
      </p>
      {isUnknown && (
        <>
          <p className="text-sm text-warning">{t('cardUnknown')}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="lg" variant="positive" className="grow" onPress={() => onResolve('captured')}>
              {t('cardWentThrough')}
            </Button>
            <Button size="lg" className="grow" onPress={() => onResolve('declined')}>
              {t('cardDidNot')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
