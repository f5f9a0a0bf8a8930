export interface Option {
  id: string;
  label: string;
}

const byLabel = (locale: string): ((one: Option, other: Option) => number) => {
  const collator = new Intl.Collator(locale);
  return (one, other) => collator.compare(one.label, other.label);
};

/** Countries by their names in the reader's language. */
export function countryOptions(countries: readonly string[], locale: string): Option[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  return countries.map((id) => ({ id, label: names.of(id) ?? id })).toSorted(byLabel(locale));
}

/** `USD – US Dollar`, by code: that is what people look for. */
export function currencyOptions(locale: string): Option[] {
  const names = new Intl.DisplayNames([locale], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((id) => ({ id, label: `${id} – ${names.of(id) ?? id}` }));
}

export const zoneOptions = (zones: readonly string[]): Option[] =>
  zones.map((id) => ({ id, label: id.replaceAll('_', ' ') }));

/** Languages with the way their country writes figures: `Deutsch (Schweiz)`, each in its own words and in the reader's. */
export function languageOptions(locales: readonly string[], reader: string): (Option & { description: string })[] {
  const names = new Intl.DisplayNames([reader], { type: 'language' });
  return locales.map((id) => ({
    id,
    label: new Intl.DisplayNames([id], { type: 'language' }).of(id) ?? id,
    description: names.of(id) ?? id,
  }));
}
