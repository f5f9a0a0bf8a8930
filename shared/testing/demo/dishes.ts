import type { Item, Variant } from '../../src/menu/catalogue.ts';

type Size = readonly [name: string, priceMinor: number, happyHourMinor?: number];

/** Everything on the demo menu that is not a pizza. */
export const demoDishes: Item[] = [
  ...inCategory(
    'burgers',
    ['grill'],
    [
      dish('classic-burger', 'Classic Burger', 1450, ['temperature', 'burger-side', 'burger-toppings']),
      dish('cheeseburger', 'Cheeseburger', 1575, ['temperature', 'burger-side', 'burger-toppings']),
      dish('bacon-burger', 'Bacon Cheddar Burger', 1750, ['temperature', 'burger-side', 'burger-toppings']),
      dish('lamb-burger', 'Lamb Burger with Feta', 1850, ['temperature', 'burger-side', 'burger-toppings']),
      dish('veggie-burger', 'Black Bean Burger', 1395, ['burger-side', 'burger-toppings']),
      dish('lunch-burger', 'Lunch Burger & Soda', 1295, ['temperature', 'burger-toppings'], {
        daypartIds: ['lunch'],
        stationIds: ['grill', 'bar'],
      }),
    ],
  ),
  ...inCategory(
    'salads',
    ['cold'],
    [
      dish('caesar-salad', 'Caesar Salad', 1250, ['salad-protein']),
      dish('house-salad', 'House Salad', 1050, ['dressing', 'salad-protein']),
      dish('caprese', 'Caprese', 1325, []),
      dish('chopped-salad', 'Italian Chopped Salad', 1395, ['dressing', 'salad-protein']),
    ],
  ),
  ...inCategory(
    'sides',
    ['grill'],
    [
      dish('fries', 'Fries', 550, ['dips']),
      dish('sweet-potato-fries', 'Sweet Potato Fries', 650, ['dips']),
      dish(
        'wings',
        'Chicken Wings',
        [
          ['Six', 995],
          ['Twelve', 1795],
        ],
        ['wing-sauce', 'dips'],
      ),
      dish('garlic-knots', 'Garlic Knots', 725, [], { stationIds: ['pizza'] }),
      dish('mozzarella-sticks', 'Mozzarella Sticks', 895, ['dips']),
      dish('minestrone', 'Minestrone', 750, []),
      dish('late-slice', 'Late-Night Slice', 400, ['pizza-how'], { daypartIds: ['late-night'], stationIds: ['pizza'] }),
    ],
  ),
  ...inCategory(
    'drinks',
    ['bar'],
    [
      dish(
        'cola',
        'Cola',
        [
          ['Small', 275],
          ['Large', 375],
        ],
        ['ice'],
      ),
      dish(
        'diet-cola',
        'Diet Cola',
        [
          ['Small', 275],
          ['Large', 375],
        ],
        ['ice'],
      ),
      dish(
        'lemonade',
        'House Lemonade',
        [
          ['Small', 350],
          ['Large', 475],
        ],
        ['ice'],
      ),
      dish(
        'iced-tea',
        'Iced Tea',
        [
          ['Small', 300],
          ['Large', 400],
        ],
        ['ice'],
      ),
      dish(
        'san-pellegrino',
        'Sparkling Water',
        [
          ['Half liter', 400],
          ['Liter', 650],
        ],
        [],
        { barcodes: ['8002270014901'] },
      ),
      dish(
        'espresso',
        'Espresso',
        [
          ['Single', 325],
          ['Double', 425],
        ],
        [],
      ),
      dish('cappuccino', 'Cappuccino', 475, ['milk']),
      dish(
        'draft-lager',
        'Draft Lager',
        [
          ['12 oz', 650, 500],
          ['20 oz', 950, 700],
        ],
        [],
      ),
      dish(
        'draft-ipa',
        'Draft IPA',
        [
          ['12 oz', 750, 600],
          ['20 oz', 1050, 800],
        ],
        [],
      ),
      dish(
        'montepulciano',
        "Montepulciano d'Abruzzo",
        [
          ['Glass', 1100, 800],
          ['Bottle', 4200],
        ],
        [],
      ),
      dish(
        'pinot-grigio',
        'Pinot Grigio',
        [
          ['Glass', 1050, 800],
          ['Bottle', 3900],
        ],
        [],
      ),
    ],
  ),
  ...inCategory(
    'desserts',
    ['cold'],
    [
      dish('tiramisu', 'Tiramisù', 950, []),
      dish(
        'cannoli',
        'Cannoli',
        [
          ['One', 500],
          ['Three', 1300],
        ],
        [],
      ),
      dish('gelato', 'Gelato', 725, ['gelato-scoops']),
      dish('panna-cotta', 'Panna Cotta', 850, []),
    ],
  ),
];

type Dish = Omit<Item, 'categoryId' | 'position'>;

function dish(
  id: string,
  name: string,
  prices: number | readonly Size[],
  modifierGroupIds: string[],
  more: Partial<Pick<Item, 'daypartIds' | 'stationIds' | 'barcodes'>> = {},
): Dish {
  const variants = typeof prices === 'number' ? [variant(['Regular', prices])] : prices.map(variant);
  return {
    id,
    name,
    kitchenName: null,
    variants,
    modifierGroupIds,
    taxCategoryId: 'prepared-food',
    stationIds: [],
    daypartIds: [],
    sold: true,
    ...more,
  };
}

function variant([name, priceMinor, happyHourMinor]: Size): Variant {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return { id, name, priceMinor, levelPrices: happyHourMinor === undefined ? {} : { 'happy-hour': happyHourMinor } };
}

function inCategory(categoryId: string, stationIds: string[], dishes: Dish[]): Item[] {
  return dishes.map((item, position) => ({
    ...item,
    stationIds: item.stationIds.length > 0 ? item.stationIds : stationIds,
    categoryId,
    position,
  }));
}
