import { describe, expect, it } from 'vitest';
import { Item } from '@auraconnect/shared/menu/catalogue.ts';
import { anItem, aVariant } from '@auraconnect/shared/testing/builders.ts';
import type { Payload } from '../draft/field-changes.ts';
import { emptyVariant, itemFormOf, itemOf, type ItemForm } from './item-form.ts';

const writing = { currency: 'USD', locale: 'de-DE' };
const pizza = anItem({
  name: 'Pizza',
  variants: [
    aVariant({ id: 'small', name: 'Small', priceMinor: 900, levelPrices: { 'happy-hour': 750 } }),
    aVariant({ id: 'large', name: 'Large', priceMinor: 1550 }),
  ],
});
const base = pizza as unknown as Payload;
const form = itemFormOf(pizza, writing);
const read = (changed: Partial<ItemForm>, from: Payload | null = base): ReturnType<typeof itemOf> =>
  itemOf({ ...form, ...changed }, 'pizza-key', from, writing, 'Regular');
const payloadOf = (result: ReturnType<typeof itemOf>): Payload => {
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.payload;
};

describe('the form of an item', () => {
  it('says what the item said when nothing was touched, prices in the reader’s own way', () => {
    expect(form.variants.map(({ price, levels }) => [price, levels])).toEqual([
      ['9,00', { 'happy-hour': '7,50' }],
      ['15,50', {}],
    ]);
    expect(payloadOf(read({}))).toEqual({ ...base, id: 'pizza-key' });
  });

  it('always makes an item that the catalogue accepts', () => {
    const payload = payloadOf(
      read({
        variants: [...form.variants, { ...emptyVariant, name: 'Large', price: '20' }].map((v, at) => ({
          ...v,
          name: `${v.name} ${at}`,
        })),
      }),
    );
    expect(Item.safeParse(payload).error).toBeUndefined();
    expect((payload['variants'] as { id: string }[]).map(({ id }) => id)).toEqual(['small', 'large', 'large-2']);
  });

  it('keeps fields of a newer version that it does not know', () => {
    const newer = {
      ...base,
      allergens: ['nuts'],
      variants: [{ ...pizza.variants[0], calories: 800 }, pizza.variants[1]],
    };
    const payload = payloadOf(read({ name: 'Pizza rossa' }, newer));
    expect(payload).toMatchObject({ name: 'Pizza rossa', allergens: ['nuts'], variants: [{ calories: 800 }, {}] });
  });

  it('gives an only size a name of its own, since nobody sees it', () => {
    const payload = payloadOf(read({ variants: [{ ...emptyVariant, price: '4,5' }] }, null));
    expect(payload['variants']).toEqual([{ id: 'regular', name: 'Regular', priceMinor: 450, levelPrices: {} }]);
  });

  it('says which field is wrong and why', () => {
    const [small, large] = form.variants;
    if (small === undefined || large === undefined) throw new Error('two sizes');
    expect(read({ name: ' ' })).toEqual({ problems: { name: 'nameMissing' } });
    expect(read({ variants: [{ ...small, price: 'a lot' }, large] })).toEqual({
      problems: { 'price 0': 'priceMissing' },
    });
    expect(read({ variants: [{ ...small, price: '-1' }, large] })).toEqual({ problems: { 'price 0': 'priceMissing' } });
    expect(read({ variants: [small, { ...large, name: 'SMALL ' }] })).toEqual({
      problems: { 'variant 1': 'sizeNameTwice' },
    });
    expect(read({ variants: [small, { ...large, name: '' }] })).toEqual({
      problems: { 'variant 1': 'sizeNameMissing' },
    });
    expect(read({ variants: [{ ...small, levels: { 'happy-hour': 'x' } }, large] })).toEqual({
      problems: { 'level 0 happy-hour': 'priceMissing' },
    });
    expect(read({ categoryId: '', taxCategoryId: '' })).toEqual({
      problems: { category: 'categoryMissing', tax: 'taxMissing' },
    });
  });
});
