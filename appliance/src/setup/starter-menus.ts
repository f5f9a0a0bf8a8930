import type { Category, Item, ModifierGroup } from '@auraconnect/shared/menu/catalogue.ts';

/** A menu to begin with: small, complete, and meant to be changed. Prices are in minor units of whatever currency the store has. */
export interface StarterMenu {
  id: string;
  name: string;
  description: string;
  categories: Category[];
  modifierGroups: ModifierGroup[];
  items: Item[];
}

const category = (id: string, name: string, position: number, hue: Category['hue']): Category => ({
  id,
  name,
  position,
  hue,
});

interface Dish {
  id: string;
  name: string;
  category: string;
  priceMinor: number;
  station?: string;
  groups?: string[];
}

const dishes = (list: readonly Dish[]): Item[] =>
  list.map((dish, position) => ({
    id: dish.id,
    name: dish.name,
    kitchenName: null,
    categoryId: dish.category,
    position,
    variants: [{ id: 'regular', name: 'Regular', priceMinor: dish.priceMinor, levelPrices: {} }],
    modifierGroupIds: dish.groups ?? [],
    taxCategoryId: 'food-and-drink',
    stationIds: [dish.station ?? 'kitchen'],
    daypartIds: [],
    sold: true,
  }));

const choice = (
  id: string,
  name: string,
  minimum: number,
  maximum: number,
  options: [string, string, number][],
): ModifierGroup => ({
  id,
  name,
  position: 0,
  minimum,
  maximum,
  maximumEach: 1,
  freeCount: 0,
  modifiers: options.map(([modifierId, label, priceMinor]) => ({
    id: modifierId,
    name: label,
    kitchenName: null,
    priceMinor,
    levelPrices: {},
    taxCategoryId: null,
    modifierGroupIds: [],
    defaultQuantity: 0,
    sold: true,
  })),
});

const empty: StarterMenu = {
  id: 'empty',
  name: 'Empty menu',
  description: 'Begin with nothing and write your own.',
  categories: [],
  modifierGroups: [],
  items: [],
};

const cafe: StarterMenu = {
  id: 'cafe',
  name: 'Café',
  description: 'Coffee, tea, pastries and sandwiches.',
  categories: [
    category('coffee', 'Coffee', 0, 'amber'),
    category('tea', 'Tea and cold drinks', 1, 'teal'),
    category('bakery', 'Bakery', 2, 'orange'),
    category('sandwiches', 'Sandwiches', 3, 'green'),
  ],
  modifierGroups: [
    choice('milk', 'Milk', 0, 1, [
      ['whole', 'Whole milk', 0],
      ['oat', 'Oat milk', 60],
      ['soy', 'Soy milk', 60],
    ]),
  ],
  items: dishes([
    { id: 'espresso', name: 'Espresso', category: 'coffee', priceMinor: 250, station: 'bar' },
    { id: 'cappuccino', name: 'Cappuccino', category: 'coffee', priceMinor: 380, station: 'bar', groups: ['milk'] },
    { id: 'latte', name: 'Latte', category: 'coffee', priceMinor: 420, station: 'bar', groups: ['milk'] },
    {
      id: 'filter-coffee',
      name: 'Filter coffee',
      category: 'coffee',
      priceMinor: 280,
      station: 'bar',
      groups: ['milk'],
    },
    { id: 'tea', name: 'Pot of tea', category: 'tea', priceMinor: 320, station: 'bar', groups: ['milk'] },
    { id: 'lemonade', name: 'Lemonade', category: 'tea', priceMinor: 350, station: 'bar' },
    { id: 'croissant', name: 'Croissant', category: 'bakery', priceMinor: 300 },
    { id: 'cinnamon-roll', name: 'Cinnamon roll', category: 'bakery', priceMinor: 380 },
    { id: 'ham-cheese', name: 'Ham and cheese', category: 'sandwiches', priceMinor: 750 },
    { id: 'tomato-mozzarella', name: 'Tomato and mozzarella', category: 'sandwiches', priceMinor: 780 },
  ]),
};

const grill: StarterMenu = {
  id: 'grill',
  name: 'Burgers and grill',
  description: 'Burgers, sides and drinks for a counter.',
  categories: [
    category('burgers', 'Burgers', 0, 'red'),
    category('sides', 'Sides', 1, 'amber'),
    category('drinks', 'Drinks', 2, 'blue'),
  ],
  modifierGroups: [
    choice('doneness', 'How would you like it?', 1, 1, [
      ['medium', 'Medium', 0],
      ['well-done', 'Well done', 0],
    ]),
    choice('extras', 'Extras', 0, 4, [
      ['cheese', 'Cheese', 100],
      ['bacon', 'Bacon', 200],
      ['jalapenos', 'Jalapeños', 80],
      ['no-onion', 'No onion', 0],
    ]),
  ],
  items: dishes([
    { id: 'hamburger', name: 'Hamburger', category: 'burgers', priceMinor: 1150, groups: ['doneness', 'extras'] },
    { id: 'cheeseburger', name: 'Cheeseburger', category: 'burgers', priceMinor: 1250, groups: ['doneness', 'extras'] },
    { id: 'veggie-burger', name: 'Veggie burger', category: 'burgers', priceMinor: 1190, groups: ['extras'] },
    { id: 'fries', name: 'Fries', category: 'sides', priceMinor: 450 },
    { id: 'onion-rings', name: 'Onion rings', category: 'sides', priceMinor: 520 },
    { id: 'cola', name: 'Cola', category: 'drinks', priceMinor: 320, station: 'bar' },
    { id: 'water', name: 'Sparkling water', category: 'drinks', priceMinor: 280, station: 'bar' },
  ]),
};

export const starterMenus: readonly StarterMenu[] = [empty, cafe, grill];
