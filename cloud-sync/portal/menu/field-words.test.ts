import { expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { demoCatalogue } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { indexCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import { words } from '../words/words.ts';
import type { Payload } from './draft/field-changes.ts';
import { fieldLabel, fieldValue } from './field-words.ts';

const index = indexCatalogue(demoCatalogue());
const t = createI18n({ locale: 'en-US', resources: words }).t as TFunction;
const writing = { t, locale: 'en-US', index };
const greek = index.items.get('the_greek') as unknown as Payload;

it('calls a price by its size, and a level’s price by the level', () => {
  expect(fieldLabel('/variants/1/priceMinor', greek, greek, writing)).toBe('Medium · Price');
  expect(fieldLabel('/variants/0/levelPrices/happy-hour', greek, greek, writing)).toBe('Small · Price at · Happy hour');
  expect(fieldLabel('/name', greek, greek, writing)).toBe('Name');
  expect(fieldLabel('/allergens', greek, greek, writing)).toBe('allergens');
});

it('writes values as people read them', () => {
  expect(fieldValue('/variants/1/priceMinor', 1650, writing)).toBe('$16.50');
  expect(fieldValue('/variants/0/levelPrices/happy-hour', 900, writing)).toBe('$9.00');
  expect(fieldValue('/position', 3, writing)).toBe('3');
  expect(fieldValue('/sold', false, writing)).toBe('No');
  expect(fieldValue('/categoryId', 'pizza', writing)).toBe('Pizza');
  expect(fieldValue('/modifierGroupIds', ['crust', 'gone'], writing)).toBe('Crust, gone');
  expect(fieldValue('/stationIds', [], writing)).toBe('Nothing');
  expect(fieldValue('/rate', '0.08875', writing)).toBe('8.875%');
  expect(fieldValue('/kitchenName', null, writing)).toBe('–');
  expect(fieldValue('/variants', [{ id: 's', name: 'Small', priceMinor: 900 }], writing)).toBe('Small $9.00');
});
