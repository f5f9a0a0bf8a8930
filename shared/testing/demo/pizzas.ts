import type { Item } from '../../src/menu/catalogue.ts';

/**
 * The 32 pizzas of the pizza-place year (`tooling/demo/NOTICE.md`): its short name, the full name from the data set's
 * documentation, and what each size was sold for in cents. A test holds this list to the file.
 */
export const pizzas: readonly {
  shortName: string;
  name: string;
  prices: Readonly<Partial<Record<PizzaSize, number>>>;
}[] = [
  { shortName: 'classic_dlx', name: 'Classic Deluxe', prices: { S: 1200, M: 1600, L: 2050 } },
  { shortName: 'big_meat', name: 'Big Meat', prices: { S: 1200 } },
  { shortName: 'pepperoni', name: 'Pepperoni', prices: { S: 975, M: 1250, L: 1525 } },
  { shortName: 'hawaiian', name: 'Hawaiian', prices: { S: 1050, M: 1325, L: 1650 } },
  { shortName: 'pep_msh_pep', name: 'Pepperoni, Mushroom & Peppers', prices: { S: 1100, M: 1450, L: 1750 } },
  { shortName: 'ital_cpcllo', name: 'Italian Capocollo', prices: { S: 1200, M: 1600, L: 2050 } },
  { shortName: 'napolitana', name: 'Napolitana', prices: { S: 1200, M: 1600, L: 2050 } },
  { shortName: 'the_greek', name: 'The Greek', prices: { S: 1200, M: 1600, L: 2050, XL: 2550, XXL: 3595 } },
  { shortName: 'thai_ckn', name: 'Thai Chicken', prices: { S: 1275, M: 1675, L: 2075 } },
  { shortName: 'bbq_ckn', name: 'Barbecue Chicken', prices: { S: 1275, M: 1675, L: 2075 } },
  { shortName: 'southw_ckn', name: 'Southwest Chicken', prices: { S: 1275, M: 1675, L: 2075 } },
  { shortName: 'cali_ckn', name: 'California Chicken', prices: { S: 1275, M: 1675, L: 2075 } },
  { shortName: 'ckn_pesto', name: 'Chicken Pesto', prices: { S: 1275, M: 1675, L: 2075 } },
  { shortName: 'ckn_alfredo', name: 'Chicken Alfredo', prices: { S: 1275, M: 1675, L: 2075 } },
  { shortName: 'brie_carre', name: 'Brie Carré', prices: { S: 2365 } },
  { shortName: 'calabrese', name: 'Calabrese', prices: { S: 1225, M: 1625, L: 2025 } },
  { shortName: 'soppressata', name: 'Soppressata', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'sicilian', name: 'Sicilian', prices: { S: 1225, M: 1625, L: 2025 } },
  { shortName: 'ital_supr', name: 'Italian Supreme', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'peppr_salami', name: 'Pepper Salami', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'prsc_argla', name: 'Prosciutto & Arugula', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'spinach_supr', name: 'Spinach Supreme', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'spicy_ital', name: 'Spicy Italian', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'mexicana', name: 'Mexicana', prices: { S: 1200, M: 1600, L: 2025 } },
  { shortName: 'four_cheese', name: 'Four Cheese', prices: { M: 1475, L: 1795 } },
  { shortName: 'five_cheese', name: 'Five Cheese', prices: { L: 1850 } },
  { shortName: 'spin_pesto', name: 'Spinach Pesto', prices: { S: 1250, M: 1650, L: 2075 } },
  { shortName: 'veggie_veg', name: 'Vegetables + Vegetables', prices: { S: 1200, M: 1600, L: 2025 } },
  { shortName: 'green_garden', name: 'Green Garden', prices: { S: 1200, M: 1600, L: 2025 } },
  { shortName: 'mediterraneo', name: 'Mediterranean', prices: { S: 1200, M: 1600, L: 2025 } },
  { shortName: 'spinach_fet', name: 'Spinach & Feta', prices: { S: 1200, M: 1600, L: 2025 } },
  { shortName: 'ital_veggie', name: 'Italian Vegetables', prices: { S: 1275, M: 1675, L: 2100 } },
];

export type PizzaSize = 'S' | 'M' | 'L' | 'XL' | 'XXL';
const sizeNames: Record<PizzaSize, string> = {
  S: 'Small',
  M: 'Medium',
  L: 'Large',
  XL: 'Extra large',
  XXL: 'Double extra large',
};

/** Item and size keys as the file writes them, in lower case: `the_greek`, `xl`. */
export function pizzaItems(modifierGroupIds: string[]): Item[] {
  return pizzas.map(({ shortName, name, prices }, position) => ({
    id: shortName,
    name,
    kitchenName: null,
    categoryId: 'pizza',
    position,
    variants: (Object.keys(sizeNames) as PizzaSize[]).flatMap((size) => {
      const priceMinor = prices[size];
      return priceMinor === undefined
        ? []
        : [{ id: size.toLowerCase(), name: sizeNames[size], priceMinor, levelPrices: {} }];
    }),
    modifierGroupIds,
    taxCategoryId: 'prepared-food',
    stationIds: ['pizza'],
    daypartIds: [],
    sold: true,
  }));
}
