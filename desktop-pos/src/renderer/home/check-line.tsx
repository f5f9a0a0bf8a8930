import { activeQuantity, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import type { OrderLine } from '@auraconnect/shared/order/order.ts';
import type { PricedLine } from '@auraconnect/shared/pricing/priced-order.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { formatMoney, formatNumber, formatQuantity } from '@auraconnect/shared/ui/format.ts';
import { MoneyText } from '@auraconnect/shared/ui/money-text.tsx';
import { useUiSettings } from '@auraconnect/shared/ui/ui-provider.tsx';
import { ChefHat } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { useWords } from '../words/use-words.ts';

export interface CheckLineProps {
  line: OrderLine;
  priced: PricedLine | undefined;
  /** Absent where the line is only looked at. */
  onOpen?: () => void;
}

/** A line as the guest will read it. What the kitchen has is quiet; what it does not know yet carries the accent. */
export function CheckLine({ line, priced, onOpen }: CheckLineProps): ReactElement {
  const t = useWords();
  const { locale, currency } = useUiSettings();
  const gone = isVoided(line);
  const isNew = line.sentAt === null;
  const quantity = gone ? line.quantity : activeQuantity(line);
  const partlyVoid = !gone && line.voidedQuantity !== '0';
  const name = line.variantName === null ? line.name : `${line.name}, ${line.variantName}`;

  const content = (
    <>
      <span className="min-w-8 shrink-0 text-base font-semibold tabular-nums">{formatQuantity(quantity, locale)}×</span>
      <span className="min-w-0 grow">
        <span dir="auto" className={classNames('clamp-2 w-fit text-sm font-medium', gone && 'line-through')}>
          {name}
        </span>
        {line.modifiers.map((modifier, place) => (
          <span
            key={place}
            className="block text-xs text-muted"
            style={{ paddingInlineStart: `${modifier.depth * 0.75}rem` }}
          >
            {modifier.quantity > 1 && `${modifier.quantity}× `}
            <bdi>{modifier.name}</bdi>
            {modifier.unitPriceMinor !== 0 && (
              <span className="tabular-nums">
                {' '}
                {formatMoney(modifier.unitPriceMinor * modifier.quantity, currency, locale, { showPlus: true })}
              </span>
            )}
          </span>
        ))}
        {(line.seat !== null || line.course !== null) && (
          <span className="block text-xs font-medium">
            {[
              line.seat !== null && t('seatNumber', { number: formatNumber(line.seat, locale) }),
              line.course !== null && t('courseNumber', { number: formatNumber(line.course, locale) }),
            ]
              .filter((part) => part !== false)
              .join(' · ')}
          </span>
        )}
        {line.note !== '' && (
          <span dir="auto" className="block w-fit text-xs font-medium text-info">
            “{line.note}”
          </span>
        )}
        {line.override !== null && <span className="block text-xs text-muted">{t('priceChanged')}</span>}
        {partlyVoid && (
          <span className="block text-xs text-danger">{t('partlyVoid', { count: Number(line.voidedQuantity) })}</span>
        )}
        {gone && <span className="block text-xs text-danger">{t('voided')}</span>}
        {line.comp !== null && (
          <span className="block text-xs text-positive">
            {t('comped')}: {line.comp.reason}
          </span>
        )}
      </span>
      <span className="flex shrink-0 flex-col items-end gap-0.5">
        <MoneyText
          amountMinor={gone ? 0 : (priced?.netMinor ?? 0)}
          className={classNames('text-sm font-medium', gone && 'text-subtle')}
        />
        {priced !== undefined && !gone && priced.netMinor !== priced.grossMinor && (
          <MoneyText amountMinor={priced.grossMinor} className="text-xs text-subtle line-through" />
        )}
        {!isNew && <ChefHat className="size-4 text-subtle" role="img" aria-label={t('kitchenHasIt')} />}
      </span>
    </>
  );
  const className = classNames(
    'flex min-h-14 w-full items-start gap-2 border-s-4 py-2 ps-2 pe-3 text-start -outline-offset-3',
    gone ? 'border-transparent text-subtle' : isNew ? 'border-accent' : 'border-transparent text-muted',
  );
  if (onOpen === undefined) return <div className={className}>{content}</div>;
  return (
    <Button onPress={onOpen} className={classNames(className, 'data-hovered:bg-sunken data-pressed:bg-sunken')}>
      {content}
    </Button>
  );
}
