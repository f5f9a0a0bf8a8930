import type { TFunction } from 'i18next';
import type { CatalogueIndex } from '@auraconnect/shared/menu/catalogue-index.ts';
import { formatBusinessDate, formatMoney } from '@auraconnect/shared/ui/format.ts';
import { isObject, pointerParts, valueAt, type Payload } from './draft/field-changes.ts';
import { rateLabel } from '../parts/rate.ts';

export interface FieldWriting {
  t: TFunction;
  locale: string;
  index: CatalogueIndex;
}

const named = (value: unknown): string | null =>
  isObject(value) && typeof value['name'] === 'string' ? value['name'] : null;

/**
 * What a pointer into a payload is called: `/variants/1/priceMinor` of a pizza is "Large · Price". Elements of lists are called by
 * their own name, before or after the change.
 */
export function fieldLabel(
  pointer: string,
  before: Payload | null,
  after: Payload | null,
  { t, index }: FieldWriting,
): string {
  const parts = pointerParts(pointer);
  const labels: string[] = [];
  let inLevels = false;
  parts.forEach((part, depth) => {
    const upTo = `/${parts.slice(0, depth + 1).join('/')}`;
    if (part === '@order') labels.push(t('field.order'));
    else if (/^(?:\d+$|@)/.test(part)) {
      const place = part.startsWith('@') ? part.slice(1) : String(Number(part) + 1);
      labels.push(named(valueAt(after, upTo)) ?? named(valueAt(before, upTo)) ?? place);
    } else if (inLevels) labels.push(index.priceLevels.get(part)?.name ?? part);
    else if (depth === parts.length - 1 || part === 'levelPrices')
      labels.push(t(`field.${part}`, { defaultValue: part }));
    inLevels = part === 'levelPrices';
  });
  return labels.join(' · ');
}

/** A value as a person reads it: money with its sign, keys by their names, yes and no. */
export function fieldValue(pointer: string, value: unknown, writing: FieldWriting): string {
  const { t, locale, index } = writing;
  const parts = pointerParts(pointer);
  const field = parts.at(-1) ?? '';
  if (value === null || value === undefined) return t('field.none');
  if (typeof value === 'boolean') return t(value ? 'field.yes' : 'field.no');
  if (typeof value === 'number') {
    const isMoney = field.endsWith('Minor') || parts.at(-2) === 'levelPrices';
    return isMoney ? formatMoney(value, index.settings.currency, locale) : new Intl.NumberFormat(locale).format(value);
  }
  if (typeof value === 'string') return textValue(field, value, writing);
  if (Array.isArray(value)) {
    if (value.length === 0) return t('field.nothing');
    return value.map((element: unknown) => elementValue(field, element, writing)).join(', ');
  }
  return named(value) ?? JSON.stringify(value);
}

function textValue(field: string, value: string, { t, locale, index }: FieldWriting): string {
  switch (field) {
    case 'rate':
      return rateLabel(value, locale);
    case 'hue':
      return t(`hue.${value}`, { defaultValue: value });
    case 'categoryId':
      return index.categories.get(value)?.name ?? value;
    case 'taxCategoryId':
      return index.taxCategories.get(value)?.name ?? value;
    case 'validFrom':
    case 'validTo':
      return formatBusinessDate(value, locale);
    default:
      return value === '' ? t('field.nothing') : value;
  }
}

/** One of a list: a key by its name, a size or choice with its price. */
function elementValue(field: string, element: unknown, writing: FieldWriting): string {
  const { index, locale } = writing;
  if (isObject(element)) {
    const price = element['priceMinor'];
    const name = named(element) ?? JSON.stringify(element);
    return typeof price === 'number' ? `${name} ${formatMoney(price, index.settings.currency, locale)}` : name;
  }
  const key = String(element);
  const names: Record<string, ReadonlyMap<string, { name: string }>> = {
    modifierGroupIds: index.modifierGroups,
    stationIds: index.stations,
    daypartIds: index.dayparts,
    taxCategoryIds: index.taxCategories,
    orderTypeIds: index.orderTypes,
  };
  return names[field]?.get(key)?.name ?? key;
}
