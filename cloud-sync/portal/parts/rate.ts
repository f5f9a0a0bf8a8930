/** A tax rate to its last digit: "0.08875" is 8.875 %, never 8.9. */
export function rateLabel(rate: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 10 });
  return format.format(rate as Intl.StringNumericLiteral);
}
