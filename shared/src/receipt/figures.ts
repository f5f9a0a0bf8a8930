/** How figures are written on paper: by locale, and with spaces that every printer's font has. */
export interface PaperFigures {
  /** With the currency's sign. */
  money(amountMinor: number): string;
  /** Without it, for columns of amounts. */
  amount(amountMinor: number): string;
  /** A fraction as percent: `0.08875` is 8.875%. */
  percent(rate: string): string;
  quantity(quantity: string): string;
  /** Date and time of an instant on the store's own clock. */
  dateTime(timestamp: string): string;
  time(timestamp: string): string;
  /** A business day, which has no time zone. */
  date(businessDate: string): string;
}

const known = new Map<string, PaperFigures>();
const mostKept = 200;

/** Building formatters costs far more than using them, so those of one store are kept. */
export function figuresFor(locale: string, currency: string, timeZone: string): PaperFigures {
  const key = `${locale} ${currency} ${timeZone}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  if (known.size >= mostKept) known.clear();
  const figures = buildFigures(knownLocale(locale), currency, timeZone);
  known.set(key, figures);
  return figures;
}

/** A locale that is not one at all must not stop a receipt. */
function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function buildFigures(locale: string, currency: string, timeZone: string): PaperFigures {
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const quantity = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const dateTime = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  return {
    money: (amountMinor) => plainSpaces(money.format(exact(amountMinor, digits))),
    amount: (amountMinor) => plainSpaces(amount.format(exact(amountMinor, digits))),
    percent: (rate) => plainSpaces(percent.format(rate as Intl.StringNumericLiteral)),
    quantity: (text) => plainSpaces(quantity.format(text as Intl.StringNumericLiteral)),
    dateTime: (timestamp) => plainSpaces(dateTime.format(Date.parse(timestamp))),
    time: (timestamp) => plainSpaces(time.format(Date.parse(timestamp))),
    date: (businessDate) => plainSpaces(date.format(Date.parse(`${businessDate}T00:00:00Z`))),
  };
}

/** Minor units as an exact decimal for `Intl`: no float touches money. */
function exact(amountMinor: number, digits: number): Intl.StringNumericLiteral {
  const figures = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const fraction = digits === 0 ? '' : `.${figures.slice(-digits)}`;
  return `${amountMinor < 0 ? '-' : ''}${figures.slice(0, figures.length - digits)}${fraction}` as Intl.StringNumericLiteral;
}

/** `Intl` parts figures by spaces that do not break, which hardly any printer's font has. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
