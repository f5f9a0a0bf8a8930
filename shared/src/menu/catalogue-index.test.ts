import { describe, expect, test } from 'vitest';
import { anEntry, anItem } from '../../testing/builders.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { indexCatalogue, readCatalogue } from './catalogue-index.ts';
import { defaultSettings } from './read-entry.ts';

const category = (id: string, name: string, position: number): CatalogueEntry =>
  anEntry('category', { id, name, position, hue: 'red' } as { id: string });

describe('reading the catalogue', () => {
  test('lists come by position, then by name', () => {
    const { catalogue } = readCatalogue(
      [category('c', 'Zuppe', 1), category('b', 'Antipasti', 1), category('a', 'Dolci', 0)],
      7,
    );
    expect(catalogue.categories.map((entry) => entry.name)).toEqual(['Dolci', 'Antipasti', 'Zuppe']);
    expect(catalogue.revision).toBe(7);
  });

  test('one broken item is reported and stops none of the others', () => {
    const { catalogue, rejected } = readCatalogue(
      [anEntry('item', anItem({ id: 'good' })), anEntry('item', anItem({ id: 'bad', variants: [] }))],
      1,
    );
    expect(catalogue.items.map((item) => item.id)).toEqual(['good']);
    expect(rejected).toEqual([{ entity: 'item', id: 'bad', problem: expect.stringContaining('variants') as string }]);
  });

  test('what a newer version sends is reported, not thrown', () => {
    const { rejected } = readCatalogue([{ ...category('x', 'x', 0), entity: 'loyalty-program' }], 1);
    expect(rejected).toMatchObject([{ entity: 'loyalty-program', id: 'x' }]);
    expect(readCatalogue([{ ...category('x', 'x', 0), entity: 'constructor' }], 1).rejected).toHaveLength(1);
  });

  test('an entry that calls itself by another id is not trusted', () => {
    const { catalogue, rejected } = readCatalogue([{ ...anEntry('item', anItem({ id: 'burger' })), id: 'pizza' }], 1);
    expect(catalogue.items).toEqual([]);
    expect(rejected[0]?.problem).toContain('burger');
  });

  test('of two revisions the newer counts whatever their order, and what is deleted is gone', () => {
    const old = anEntry('item', anItem({ name: 'Old' }), 1);
    const current = anEntry('item', anItem({ name: 'Current' }), 2);
    for (const entries of [
      [old, current],
      [current, old],
    ]) {
      expect(readCatalogue(entries, 1).catalogue.items.map((item) => item.name)).toEqual(['Current']);
    }
    expect(readCatalogue([current, { ...current, rev: 3, deleted: true, payload: null }], 1).catalogue.items).toEqual(
      [],
    );
  });

  test('a store without settings has the defaults, and settings of an older version are completed', () => {
    expect(readCatalogue([], 0).catalogue.settings).toEqual(defaultSettings);
    const older: CatalogueEntry = {
      ...anEntry('settings', { id: 'store' }),
      payload: { id: 'store', name: 'Bella', currency: 'EUR' },
    };
    expect(readCatalogue([older], 1).catalogue.settings).toEqual({
      ...defaultSettings,
      name: 'Bella',
      currency: 'EUR',
    });
  });

  test('settings that no clock can run on are mended and reported, and the rest of them stands', () => {
    const settings = { ...defaultSettings, name: 'Bella', timeZone: 'Europe/Napoli', dayCutOff: '25:00' };
    const { catalogue, rejected } = readCatalogue([anEntry('settings', settings)], 1);
    expect(catalogue.settings).toMatchObject({ name: 'Bella', timeZone: 'UTC', dayCutOff: '04:00' });
    expect(rejected.map((entry) => entry.problem)).toEqual([
      expect.stringContaining('Europe/Napoli'),
      expect.stringContaining('25:00'),
    ]);
  });
});

describe('the index', () => {
  test('finds things by id and items by category, in the order of the menu', () => {
    const entries = [
      category('food', 'Food', 0),
      anEntry('item', anItem({ id: 'b', position: 1 })),
      anEntry('item', anItem({ id: 'a', position: 2 })),
    ];
    const index = indexCatalogue(readCatalogue(entries, 1).catalogue);
    expect(index.items.get('a')?.position).toBe(2);
    expect(index.items.get('nothing')).toBeUndefined();
    expect(index.itemsByCategory.get('food')?.map((item) => item.id)).toEqual(['b', 'a']);
    expect(index.categories.get('food')?.name).toBe('Food');
  });
});
