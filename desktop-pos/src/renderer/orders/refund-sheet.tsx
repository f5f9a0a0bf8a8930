import { refundedOf } from '@auraconnect/shared/order/balance.ts';
import type { OrderCommand } from '@auraconnect/shared/order/commands.ts';
import { activeQuantity, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import type { Order, OrderLine } from '@auraconnect/shared/order/order.ts';
import { addDecimal, subtractDecimal } from '@auraconnect/shared/money/decimal.ts';
import type { Tender } from '@auraconnect/shared/payment/payment.ts';
import { priceOrder } from '@auraconnect/shared/pricing/price-order.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { RadioGroup } from '@auraconnect/shared/ui/radio-group.tsx';
import { Select } from '@auraconnect/shared/ui/select.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { Stepper } from '@auraconnect/shared/ui/stepper.tsx';
import { Switch } from '@auraconnect/shared/ui/switch.tsx';
import { TextField } from '@auraconnect/shared/ui/text-field.tsx';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { useState, type ReactElement } from 'react';
import { useAct } from '../desk/use-act.ts';
import { useTill } from '../desk/till-context.ts';
import { useIndex } from '../desk/use-store.ts';
import { orderTitle } from '../parts/order-title.ts';
import { useWords } from '../words/use-words.ts';
import { GivenBack } from './given-back.tsx';

export interface RefundSheetProps {
  order: Order;
  onRefunded: (order: Order) => void;
  onClose: () => void;
}

/** Money back: for what was brought back, or an amount out of goodwill. The machine works out what a piece is worth. */
export function RefundSheet({ order, onRefunded, onClose }: RefundSheetProps): ReactElement {
  const t = useWords();
  const till = useTill();
  const { settings } = useIndex();
  const { locale, currency } = useUiSettings();
  const act = useAct();
  const payments = order.payments.filter((payment) => payment.state === 'captured');
  const [paymentId, setPaymentId] = useState(payments[0]?.paymentId ?? '');
  const payment = payments.find((one) => one.paymentId === paymentId) ?? payments[0];
  const [tender, setTender] = useState<Tender>(payment?.tender ?? 'cash');
  const [by, setBy] = useState<'lines' | 'amount'>('lines');
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [amountMinor, setAmountMinor] = useState<number | null>(null);
  const [withTip, setWithTip] = useState(false);
  const [reason, setReason] = useState(settings.voidReasons[0] ?? '');
  const [reference, setReference] = useState('');
  const [busy, setBusy] = useState(false);
  const [refunded, setRefunded] = useState<Order | null>(null);
  const priced = new Map(priceOrder(order).lines.map((line) => [line.lineId, line]));
  const lines = order.lines.filter((line) => !isVoided(line) && refundable(order, line) !== '0');
  const chosen = lines.flatMap((line) => {
    const count = counts[line.lineId] ?? 0;
    return count > 0
      ? [{ lineId: line.lineId, quantity: isWhole(refundable(order, line)) ? String(count) : refundable(order, line) }]
      : [];
  });
  const back = payment === undefined ? null : refundedOf(order, payment.paymentId);
  const leftMinor = payment === undefined || back === null ? 0 : payment.amountMinor - back.amountMinor;
  const tipLeftMinor = payment === undefined || back === null ? 0 : payment.tipMinor - back.tipMinor;
  const ready =
    payment !== undefined &&
    reason.trim() !== '' &&
    (by === 'lines' ? chosen.length > 0 : amountMinor !== null && amountMinor > 0);

  const command: OrderCommand = {
    type: 'order.refund',
    payload: {
      orderId: order.orderId,
      refundId: till.newId(),
      paymentId: payment?.paymentId ?? '',
      tender,
      lines: by === 'lines' ? chosen : [],
      amountMinor: by === 'amount' ? amountMinor : null,
      tipMinor: withTip ? tipLeftMinor : 0,
      reason: reason.trim(),
      reference: reference.trim() || null,
    },
  };
  const worthMinor = ready ? till.foreseeRefundMinor(order, command) : null;

  async function refund(): Promise<void> {
    setBusy(true);
    till.recall(order);
    const done = await act([{ command }], { what: t('approveRefund', { order: orderTitle(order, t) }) });
    setBusy(false);
    if (done === null) return;
    setRefunded(done);
  }

  const title = t('refundTitle', { order: orderTitle(order, t) });
  const given = refunded?.refunds.at(-1);
  if (refunded !== null && given !== undefined) {
    return (
      <GivenBack
        title={title}
        isCash={given.tender === 'cash'}
        amountMinor={given.amountMinor + given.tipMinor}
        onDone={() => onRefunded(refunded)}
      />
    );
  }

  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      size="md"
      footer={
        <Button
          variant="danger"
          size="xl"
          fullWidth
          disabled={!ready || busy}
          trailing={worthMinor === null ? undefined : <MoneyText amountMinor={worthMinor} />}
          onPress={() => void refund()}
        >
          {t('refundDo')}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <RadioGroup
          label={t('refundBy')}
          labelHidden
          fullWidth
          className="w-full"
          value={by}
          onChange={setBy}
          options={[
            { id: 'lines', label: t('refundLines') },
            { id: 'amount', label: t('amount') },
          ]}
        />
        {by === 'lines' ? (
          <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
            {lines.length === 0 && <li className="p-3 text-sm text-muted">{t('refundNothingLeft')}</li>}
            {lines.map((line) => {
              const left = refundable(order, line);
              const most = isWhole(left) ? Number(left) : 1;
              return (
                <li key={line.lineId} className="flex items-center gap-3 p-2 ps-3">
                  <span className="min-w-0 grow">
                    <span className="clamp-2 text-sm font-medium">{line.name}</span>
                    <span className="block text-xs text-muted">
                      {left}× · <MoneyText amountMinor={priced.get(line.lineId)?.netMinor ?? 0} />
                    </span>
                  </span>
                  <Stepper
                    label={line.name}
                    value={counts[line.lineId] ?? 0}
                    min={0}
                    max={most}
                    onChange={(count) => setCounts((known) => ({ ...known, [line.lineId]: count }))}
                  />
                </li>
              );
            })}
          </ul>
        ) : (
          <Keypad
            label={t('refundAmount')}
            valueMinor={amountMinor}
            onChange={setAmountMinor}
            maxMinor={leftMinor}
            placeholderMinor={leftMinor}
          />
        )}
        {payments.length > 1 && (
          <Select
            label={t('refundPayment')}
            options={payments.map((one) => ({
              id: one.paymentId,
              label: `${one.tender === 'cash' ? t('cash') : t('card')} ${formatMoney(one.amountMinor, currency, locale)}`,
            }))}
            value={paymentId}
            onChange={(next) => {
              setPaymentId(next);
              setTender(payments.find((one) => one.paymentId === next)?.tender ?? 'cash');
            }}
          />
        )}
        <RadioGroup
          label={t('refundHow')}
          fullWidth
          className="w-full"
          value={tender}
          onChange={setTender}
          options={[
            { id: 'cash', label: t('cash') },
            { id: 'card-external', label: t('card') },
          ]}
        />
        {tender === 'card-external' && (
          <TextField
            label={t('cardReference')}
            description={t('optional')}
            value={reference}
            onChange={setReference}
            maxLength={64}
          />
        )}
        {tipLeftMinor > 0 && (
          <Switch isSelected={withTip} onChange={setWithTip}>
            {t('refundTip', { amount: formatMoney(tipLeftMinor, currency, locale) })}
          </Switch>
        )}
        <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={200} required />
      </div>
    </Sheet>
  );
}

const isWhole = (quantity: string): boolean => !quantity.includes('.');

/** What of a line has not gone back yet. */
function refundable(order: Order, line: OrderLine): string {
  const back = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineId === line.lineId)
    .reduce((sum, one) => addDecimal(sum, one.quantity), '0');
  return subtractDecimal(activeQuantity(line), back);
}
