import { describe, expect, test } from 'vitest';
import { anIndex, anItem } from '../../testing/builders.ts';
import { demoCatalogue } from '../../testing/demo-restaurant.ts';
import { indexCatalogue } from './catalogue-index.ts';
import { createMenuSearch, foldText } from './search.ts';

const search = createMenuSearch(indexCatalogue(demoCatalogue()));
const names = (query: string, most?: number): string[] => search.find(query, most).map((item) => item.name);

describe('searching the menu', () => {
  test('accents and case do not matter, in what is typed or in what is written', () => {
    expect(names('tiramisu')).toEqual(['Tiramisù']);
    expect(names('BRIE CARRE')).toEqual(['Brie Carré']);
    expect(names('brie carré')).toEqual(['Brie Carré']);
    expect(foldText('Straße Ærø Łódź Ÿ')).toBe('strasse aero lodz y');
  });

  test('a name that begins with what is typed comes before one that only has it inside', () => {
    expect(names('pep').slice(0, 3)).toEqual(['Pepperoni', 'Pepperoni, Mushroom & Peppers', 'Pepper Salami']);
    expect(names('chicken')[0]).toBe('Chicken Pesto');
  });

  test('beginnings of several words find a dish, in any order', () => {
    expect(names('bac bur')).toEqual(['Bacon Cheddar Burger']);
    expect(names('bur bac')).toEqual(['Bacon Cheddar Burger']);
  });

  test('initials find a dish', () => {
    expect(names('bcb')).toEqual(['Bacon Cheddar Burger']);
  });

  test('a category finds its dishes after those that are called so', () => {
    expect(names('burger').slice(0, 1)).toEqual(['Classic Burger']);
    expect(names('desserts')).toEqual(['Tiramisù', 'Cannoli', 'Gelato', 'Panna Cotta']);
  });

  test('every word has to be found', () => {
    expect(names('chicken burger')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names(' - ')).toEqual([]);
  });

  test('what is taken off the menu is not found, and what lost its category still is', () => {
    const small = createMenuSearch(
      anIndex({
        items: [
          anItem({ id: 'a', name: 'Gone', sold: false }),
          anItem({ id: 'b', name: 'Lost', categoryId: 'nowhere' }),
        ],
      }),
    );
    expect(small.find('gone')).toEqual([]);
    expect(small.find('lost').map((item) => item.id)).toEqual(['b']);
  });

  test('what the kitchen calls it finds it as well', () => {
    const small = createMenuSearch(
      anIndex({ items: [anItem({ name: 'Spaghetti alle vongole', kitchenName: 'CLAMS' })] }),
    );
    expect(small.find('clams')).toHaveLength(1);
  });

  test('no more are found than are asked for', () => {
    expect(names('p', 3)).toHaveLength(3);
  });
});
