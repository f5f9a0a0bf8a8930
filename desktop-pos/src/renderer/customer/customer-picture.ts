import type { PaperPicture, StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { activeQuantity, isVoided } from '@auraconnect/shared/order/line-quantities.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { Language } from '@auraconnect/shared/ui/languages.ts';
import { linePrices } from '../home/line-prices.ts';

export interface CustomerLine {
  lineId: string;
  quantity: string;
  name: string;
  /** What was chosen with it, a line each. */
  choices: string[];
  amountMinor: number;
}

export interface CustomerCheck {
  lines: CustomerLine[];
  subtotalMinor: number;
  /** Discounts and what is on the house, together: why is between the guest and the staff. */
  discountMinor: number;
  taxes: { taxId: string; name: string; amountMinor: number; included: boolean }[];
  totalMinor: number;
  paidMinor: number;
  dueMinor: number;
}

/** What a guest may see of a till: never a name of staff, a note, a reason or another guest's order. */
export interface CustomerPicture {
  store: Pick<StoreSettings, 'name' | 'currency' | 'locale' | 'timeZone'> & { logo: PaperPicture | null };
  language: Language;
  shows:
    | { state: 'idle' }
    /** `due`: the till asks for the money now. */
    | { state: 'order' | 'due'; check: CustomerCheck }
    | { state: 'paid'; check: CustomerCheck; cash: { tenderedMinor: number; changeMinor: number } | null };
}

export interface CustomerSources {
  settings: StoreSettings;
  language: Language;
  /** The order in the check. */
  order: Order | null;
  /** Set while the till takes money for it. */
  paying: Order | null;
  /** The order that was just paid, until the next one begins. */
  paid: Order | null;
}

export function customerPicture({ settings, language, order, paying, paid }: CustomerSources): CustomerPicture {
  const { name, currency, locale, timeZone, receiptLogo } = settings;
  return {
    store: { name, currency, locale, timeZone, logo: receiptLogo },
    language,
    shows: showsNow(order, paying, paid),
  };
}

function showsNow(order: Order | null, paying: Order | null, paid: Order | null): CustomerPicture['shows'] {
  if (paying !== null && paying.status === 'open') return { state: 'due', check: checkOf(paying) };
  if (order !== null && order.status === 'open' && order.lines.length > 0)
    return { state: 'order', check: checkOf(order) };
  if (paid === null) return { state: 'idle' };
  const payment = paid.payments.findLast(({ state }) => state === 'captured');
  const cash =
    payment?.tender === 'cash'
      ? { tenderedMinor: payment.tenderedMinor ?? payment.amountMinor, changeMinor: payment.changeMinor }
      : null;
  return { state: 'paid', check: checkOf(paid), cash };
}

function checkOf(order: Order): CustomerCheck {
  const prices = linePrices(order);
  const { grossMinor, discountMinor, compMinor, taxes, totalMinor } = order.totals;
  return {
    lines: order.lines
      .filter((line) => !isVoided(line))
      .map((line) => ({
        lineId: line.lineId,
        quantity: activeQuantity(line),
        name: line.variantName === null ? line.name : `${line.name}, ${line.variantName}`,
        choices: line.modifiers.map(({ quantity, name }) => (quantity > 1 ? `${quantity}× ${name}` : name)),
        amountMinor: prices.get(line.lineId)?.netMinor ?? 0,
      })),
    subtotalMinor: grossMinor,
    discountMinor: discountMinor + compMinor,
    taxes: taxes
      .filter(({ amountMinor }) => amountMinor !== 0)
      .map(({ taxId, name, amountMinor, included }) => ({ taxId, name, amountMinor, included })),
    totalMinor,
    paidMinor: order.paidMinor,
    dueMinor: order.dueMinor,
  };
}
