import { payableMinor } from '@auraconnect/shared/order/balance.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import { roundCash } from '@auraconnect/shared/payment/cash-rounding.ts';
import { quickAmounts } from '@auraconnect/shared/money/quick-amounts.ts';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatMoney } from '@auraconnect/shared/ui/format.ts';
import { Keypad } from '@auraconnect/shared/ui/keypad.tsx';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { Banknote, CreditCard } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useDesk } from '../desk/desk-context.ts';
import { useSignal } from '@auraconnect/shared/ui/use-signal.ts';
import { useTill } from '../desk/till-context.ts';
import { useWords } from '../words/use-words.ts';
import { PartChooser } from './part-chooser.tsx';
import { percentOfMinor, tipBaseMinor } from './shares.ts';
import { TipChooser, type Tip } from './tip-chooser.tsx';
import { useAmountKeys } from './use-amount-keys.ts';
import type { PayActions } from './use-pay-actions.ts';

/** More than this nobody hands over a counter. */
const mostMinor = 999_999_999;

export interface TenderPanelProps {
  order: Order;
  actions: PayActions;
  onCard: (paymentId: string | null) => void;
}

/** Cash in one tap where the guest pays exactly or with a usual note; a card in one tap; everything else beside it. */
export function TenderPanel({ order, actions, onCard }: TenderPanelProps): ReactElement {
  const t = useWords();
  const { locale, currency } = useUiSettings();
  const { show } = useDesk();
  const drawer = useSignal(useTill().cashSession);
  const payable = payableMinor(order);
  const [part, setPart] = useState<number | null>(null);
  const [tip, setTip] = useState<Tip>({ kind: 'none' });
  const [typedMinor, setTypedMinor] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // Something was paid or the check changed: start over from what is left.
    setPart(null);
    setTip({ kind: 'none' });
    setTypedMinor(null);
  }, [payable]);

  const amountMinor = Math.min(part ?? payable, payable);
  const isPart = amountMinor < payable;
  const cashMinor = isPart ? amountMinor : roundCash(payable, order.cashRoundingMinor).roundedMinor;
  const tipMinor =
    tip.kind === 'none'
      ? 0
      : tip.kind === 'amount'
        ? tip.amountMinor
        : percentOfMinor(tipBaseMinor(amountMinor, order.totals), tip.percent);
  const cashTipMinor = roundCash(tipMinor, order.cashRoundingMinor).roundedMinor;
  const neededMinor = cashMinor + cashTipMinor;
  const hasDrawer = drawer?.status === 'open';

  async function once(task: () => Promise<unknown>): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await task();
    } finally {
      setBusy(false);
    }
  }

  const takeCash = (tenderedMinor: number): void => {
    // Less than what is due is a part payment in itself.
    const ofDueMinor = tenderedMinor < neededMinor ? tenderedMinor - cashTipMinor : isPart ? amountMinor : null;
    void once(() => actions.payCash({ tenderedMinor, tipMinor: cashTipMinor, amountMinor: ofDueMinor }));
  };
  const takeCard = (): void => {
    void once(async () => onCard(await actions.startCard(isPart ? amountMinor : null, tipMinor)));
  };
  useAmountKeys({
    onDigit: (digit) => {
      const next = Number(`${typedMinor ?? 0}${digit}`);
      if (hasDrawer && !busy && next <= mostMinor) setTypedMinor(next);
    },
    onBackspace: () => setTypedMinor((typed) => Math.floor((typed ?? 0) / 10) || null),
    onEnter: () => {
      if (hasDrawer && typedMinor !== null && typedMinor > cashTipMinor) takeCash(typedMinor);
    },
  });
  const quick = quickAmounts(neededMinor, currency);

  return (
    <div className="mx-auto grid w-full max-w-5xl gap-x-4 gap-y-5 lg:grid-cols-[minmax(0,1fr)_17.5rem] xl:grid-cols-[minmax(0,1fr)_22rem] xl:gap-x-8">
      <div className="flex min-w-0 flex-col gap-5">
        <div className="hidden items-end justify-between gap-4 md:flex">
          <div>
            <p className="text-sm text-muted">{isPart ? t('payingNow') : t('due')}</p>
            <p className="text-2xl font-semibold">
              <MoneyText amountMinor={amountMinor} />
            </p>
          </div>
          {tipMinor > 0 && (
            <p className="text-end text-base text-muted">
              {t('withTip')} <MoneyText amountMinor={amountMinor + tipMinor} className="font-semibold text-ink" />
            </p>
          )}
        </div>

        <section aria-labelledby="cash-title" className="flex flex-col gap-2">
          <h2 id="cash-title" className="flex items-center gap-2 text-sm font-semibold text-muted">
            <Banknote className="size-5" aria-hidden="true" />
            {t('cash')}
          </h2>
          {hasDrawer ? (
            // The exact amount is the one tapped most: where the row would end in a hole, it is the wide one.
            <div
              className={classNames(
                'grid grid-cols-2 gap-2 sm:grid-cols-3',
                quick.length % 2 === 1 && 'max-sm:*:first:col-span-2',
                quick.length % 3 === 2 && 'sm:*:first:col-span-2',
              )}
            >
              {quick.map((quickMinor) => (
                <Button
                  key={quickMinor}
                  size="xl"
                  variant={quickMinor === neededMinor ? 'primary' : 'secondary'}
                  className="px-2! whitespace-nowrap tabular-nums max-xl:text-base"
                  disabled={busy}
                  onPress={() => takeCash(quickMinor)}
                >
                  {quickMinor === neededMinor ? (
                    <span className="flex flex-col leading-tight">
                      <span className="text-xs font-medium">{t('exact')}</span>
                      <span>{formatMoney(quickMinor, currency, locale)}</span>
                    </span>
                  ) : (
                    formatMoney(quickMinor, currency, locale)
                  )}
                </Button>
              ))}
            </div>
          ) : (
            <div className="flex flex-wrap items-center gap-3 rounded-lg bg-warning-soft p-3 text-warning">
              <p className="min-w-48 grow text-sm">{t('drawerClosed')}</p>
              <Button onPress={() => show({ name: 'cash' })}>{t('openDrawer')}</Button>
            </div>
          )}
        </section>

        <Button
          size="xl"
          disabled={busy}
          icon={<CreditCard />}
          className="max-sm:px-3! max-sm:text-base"
          trailing={<MoneyText amountMinor={amountMinor + tipMinor} />}
          onPress={takeCard}
        >
          {t('payByCard')}
        </Button>

        <TipChooser tip={tip} baseMinor={tipBaseMinor(amountMinor, order.totals)} onChange={setTip} />
        <PartChooser payableMinor={payable} coinMinor={order.cashRoundingMinor} partMinor={part} onChange={setPart} />
      </div>

      {hasDrawer && (
        <div className="flex flex-col gap-3">
          <Keypad
            label={t('cashReceived')}
            valueMinor={typedMinor}
            onChange={setTypedMinor}
            onSubmit={takeCash}
            placeholderMinor={neededMinor}
            maxMinor={mostMinor}
            disabled={busy}
          />
          <Button
            size="xl"
            variant="primary"
            disabled={busy || typedMinor === null || typedMinor <= cashTipMinor}
            onPress={() => typedMinor !== null && takeCash(typedMinor)}
          >
            {typedMinor === null || typedMinor >= neededMinor
              ? t('takeCash', {
                  change: formatMoney(Math.max(0, (typedMinor ?? neededMinor) - neededMinor), currency, locale),
                })
              : t('takePart', { amount: formatMoney(typedMinor, currency, locale) })}
          </Button>
        </div>
      )}
    </div>
  );
}
