import type { StoreSettings, TaxCategory } from '@auraconnect/shared/menu/catalogue.ts';
import type { CatalogueEdit } from '@auraconnect/shared/menu/validate-catalogue.ts';
import type { ClaimStoreRequest, SetupRequest } from '@auraconnect/shared/protocol/setup-api.ts';
import type { Tax } from '@auraconnect/shared/tax/tax.ts';
import { rateFromPercent } from '../entries/figures.ts';
import { keyFrom } from '@auraconnect/shared/menu/key-from.ts';
import { addressLinesOf, type Answers } from './answers.ts';
import { cashRoundingOf } from './regions.ts';

/** The body of `POST /setup`: the owner first, then the others. */
export function setupRequestOf(answers: Answers, codeNeeded: boolean, deviceName: string): SetupRequest {
  return {
    code: codeNeeded ? answers.consoleCode.trim() : null,
    storeName: answers.storeName.trim(),
    currency: answers.currency,
    locale: answers.locale,
    timeZone: answers.timeZone,
    dayCutOff: answers.dayCutOff,
    people: [{ ...answers.owner, roleId: 'owner' }, ...answers.team].map(({ name, roleId, pin }) => ({
      name: name.trim(),
      roleId,
      pin,
    })),
    starter: answers.starter,
    deviceName,
  };
}

/** The tax that was answered, over everything that the menu knows; null when there is none. */
export function taxOf(
  { taxKind, taxName, taxPercent }: Pick<Answers, 'taxKind' | 'taxName' | 'taxPercent'>,
  categories: readonly TaxCategory[],
): Tax | null {
  if (taxKind === 'none' || taxPercent === null) return null;
  return {
    id: keyFrom(taxName, [], 'tax'),
    name: taxName.trim(),
    rate: rateFromPercent(taxPercent),
    included: taxKind === 'included',
    position: 0,
    compound: false,
    taxCategoryIds: categories.map((category) => category.id),
    orderTypeIds: [],
    validFrom: null,
    validTo: null,
  };
}

export const settingsOf = (answers: Answers, settings: StoreSettings): StoreSettings => ({
  ...settings,
  name: answers.storeName.trim(),
  addressLines: addressLinesOf(answers.addressText),
  currency: answers.currency,
  locale: answers.locale,
  timeZone: answers.timeZone,
  dayCutOff: answers.dayCutOff,
  cashRoundingMinor: cashRoundingOf(answers.country),
});

/** What `POST /setup` does not take: address, cash rounding and tax, put as ordinary edits right after it. */
export function firstEditsOf(
  answers: Answers,
  catalogue: { settings: StoreSettings; taxCategories: readonly TaxCategory[] },
): (CatalogueEdit & { payload: Record<string, unknown> })[] {
  const tax = taxOf(answers, catalogue.taxCategories);
  return [
    { entity: 'settings', id: 'store', payload: { ...settingsOf(answers, catalogue.settings) } },
    ...(tax === null ? [] : [{ entity: 'tax', id: tax.id, payload: { ...tax } }]),
  ];
}

/** Null: the store stays offline. */
export const claimOf = ({ cloud, cloudUrl, claimCode }: Answers): ClaimStoreRequest | null =>
  cloud === 'offline' ? null : { cloudUrl: cloudUrl.trim(), claimCode: claimCode.trim() };
