import { Banknote, CreditCard, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { Payment, PaymentState, Refund } from '@auraconnect/shared/payment/payment.ts';
import type { OrderDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import { Badge } from '@auraconnect/shared/ui/badge.tsx';
import { Card } from '@auraconnect/shared/ui/card.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import type { Tone } from '@auraconnect/shared/ui/tone.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useMoments } from '../../parts/moments.ts';

const toneOf: Record<PaymentState, Tone> = {
  captured: 'positive',
  authorized: 'info',
  intended: 'info',
  unknown: 'warning',
  declined: 'neutral',
  cancelled: 'neutral',
};

export interface OrderMoneyProps {
  detail: OrderDetail;
  index: CatalogueIndex | null;
}

/** What came in, what was tried, what went back. */
export function OrderMoney({ detail, index }: OrderMoneyProps): ReactElement {
  const { t } = useTranslation();
  const { payments, refunds } = detail.order;
  return (
    <Card title={t('order.payments')} flush>
      {payments.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">{t('order.noPayments')}</p>
      ) : (
        <ul className="border-t border-line">
          {payments.map((payment) => (
            <li
              key={payment.paymentId}
              className="flex items-start gap-3 border-b border-line px-5 py-3 text-sm last:border-b-0"
            >
              <PaymentRow payment={payment} detail={detail} index={index} />
            </li>
          ))}
          {refunds.map((refund) => (
            <li
              key={refund.refundId}
              className="flex items-start gap-3 border-b border-line px-5 py-3 text-sm last:border-b-0"
            >
              <RefundRow refund={refund} detail={detail} index={index} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface RowProps extends OrderMoneyProps {}

function PaymentRow({ payment, detail, index }: RowProps & { payment: Payment }): ReactElement {
  const { t } = useTranslation();
  const { locale } = useUiSettings();
  const moments = useMoments(detail.timeZone);
  const { currency } = detail.order;
  const Icon = payment.tender === 'cash' ? Banknote : CreditCard;
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  const notes = [
    payment.tipMinor === 0 ? null : t('order.withTip', { amount: money(payment.tipMinor) }),
    payment.tenderedMinor === null
      ? null
      : t('order.handed', { amount: money(payment.tenderedMinor), change: money(payment.changeMinor) }),
    payment.roundingMinor === 0 ? null : t('order.rounding', { amount: money(payment.roundingMinor) }),
    payment.reference === null ? null : t('order.reference', { reference: payment.reference }),
  ].filter((note) => note !== null);
  return (
    <>
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-muted">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <span className="min-w-0 grow">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {t(`tender.${payment.tender}`)}
          {payment.lastFour !== null && <span className="text-muted tabular-nums">•••• {payment.lastFour}</span>}
          {payment.state !== 'captured' && <Badge tone={toneOf[payment.state]}>{t(`payment.${payment.state}`)}</Badge>}
        </span>
        <span className="block text-xs text-muted">
          {t('order.takenBy', {
            time: moments.dateTime(payment.takenAt),
            name: index?.staff.get(payment.takenBy)?.name ?? payment.takenBy,
          })}
        </span>
        {notes.map((note) => (
          <span key={note} className="block text-xs text-muted">
            {note}
          </span>
        ))}
      </span>
      <MoneyText amountMinor={payment.amountMinor} currency={currency} className="font-semibold" />
    </>
  );
}

function RefundRow({ refund, detail, index }: RowProps & { refund: Refund }): ReactElement {
  const { t } = useTranslation();
  const moments = useMoments(detail.timeZone);
  const nameOf = (staffId: string): string => index?.staff.get(staffId)?.name ?? staffId;
  return (
    <>
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-danger-soft text-danger">
        <Undo2 className="size-5" aria-hidden="true" />
      </span>
      <span className="min-w-0 grow">
        <span className="block font-medium">{t('order.refund', { tender: t(`tender.${refund.tender}`) })}</span>
        <span className="block text-xs text-muted">
          {t('order.takenBy', { time: moments.dateTime(refund.refundedAt), name: nameOf(refund.refundedBy) })}
        </span>
        {refund.approvedBy !== null && (
          <span className="block text-xs text-muted">{t('order.approvedBy', { name: nameOf(refund.approvedBy) })}</span>
        )}
        <span className="block text-xs text-muted" dir="auto">
          “{refund.reason}”
        </span>
      </span>
      <MoneyText
        amountMinor={-(refund.amountMinor + refund.tipMinor)}
        currency={detail.order.currency}
        className="font-semibold text-danger"
      />
    </>
  );
}
