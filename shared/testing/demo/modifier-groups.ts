import type { Modifier, ModifierGroup } from '../../src/menu/catalogue.ts';

/** One of each kind of question that a till asks: required, optional, several, some free, and what opens another question. */
export const demoModifierGroups: ModifierGroup[] = [
  group('crust', 'Crust', { maximum: 1 }, [
    modifier('thin-crust', 'Thin crust', 0),
    modifier('stuffed-crust', 'Stuffed crust', 250),
    modifier('gluten-free-crust', 'Gluten-free crust', 300, { kitchenName: 'GLUTEN-FREE CRUST' }),
  ]),
  group('pizza-toppings', 'Extra toppings', { maximum: 8, maximumEach: 2 }, [
    modifier('extra-mozzarella', 'Extra mozzarella', 200),
    modifier('extra-pepperoni', 'Pepperoni', 225),
    modifier('italian-sausage', 'Italian sausage', 225),
    modifier('prosciutto', 'Prosciutto', 350),
    modifier('anchovies', 'Anchovies', 200),
    modifier('mushrooms', 'Mushrooms', 150),
    modifier('red-onions', 'Red onions', 100),
    modifier('kalamata-olives', 'Kalamata olives', 150),
    modifier('jalapenos', 'Jalapeños', 125),
    modifier('fresh-basil', 'Fresh basil', 75),
  ]),
  group('pizza-how', 'How', { maximum: 4 }, [
    modifier('well-done-pizza', 'Well done', 0),
    modifier('light-sauce', 'Light sauce', 0),
    modifier('no-cheese', 'No cheese', -100, { kitchenName: 'NO CHEESE' }),
    modifier('cut-in-squares', 'Cut in squares', 0),
  ]),
  group('temperature', 'Temperature', { minimum: 1, maximum: 1 }, [
    modifier('rare', 'Rare', 0),
    modifier('medium-rare', 'Medium rare', 0),
    modifier('medium', 'Medium', 0),
    modifier('medium-well', 'Medium well', 0),
    modifier('well-done', 'Well done', 0),
  ]),
  group('burger-toppings', 'Toppings', { maximum: 6, maximumEach: 2 }, [
    modifier('american-cheese', 'American cheese', 125),
    modifier('aged-cheddar', 'Aged cheddar', 175),
    modifier('bacon', 'Bacon', 250),
    modifier('avocado', 'Avocado', 225),
    modifier('fried-egg', 'Fried egg', 200),
    modifier('caramelized-onions', 'Caramelized onions', 100),
    modifier('no-pickles', 'No pickles', 0, { kitchenName: 'NO PICKLES' }),
    modifier('no-bun', 'No bun', -50, { kitchenName: 'NO BUN' }),
  ]),
  group('burger-side', 'Side', { minimum: 1, maximum: 1 }, [
    modifier('side-fries', 'Fries', 0, { modifierGroupIds: ['dips'], defaultQuantity: 1 }),
    modifier('side-sweet-potato-fries', 'Sweet potato fries', 150, { modifierGroupIds: ['dips'] }),
    modifier('side-onion-rings', 'Onion rings', 200, { modifierGroupIds: ['dips'] }),
    modifier('side-salad', 'Side salad', 175, { modifierGroupIds: ['dressing'] }),
  ]),
  group('dips', 'Dips, first one free', { maximum: 4, maximumEach: 2, freeCount: 1 }, [
    modifier('ketchup', 'Ketchup', 0),
    modifier('garlic-aioli', 'Garlic aioli', 75),
    modifier('chipotle-mayo', 'Chipotle mayo', 75),
    modifier('blue-cheese-dip', 'Blue cheese dip', 100),
  ]),
  group('dressing', 'Dressing', { minimum: 1, maximum: 1 }, [
    modifier('italian-dressing', 'Italian vinaigrette', 0),
    modifier('balsamic-dressing', 'Balsamic', 0),
    modifier('ranch-dressing', 'Ranch', 0),
    modifier('lemon-oil', 'Lemon & olive oil', 0),
  ]),
  group('salad-protein', 'Add protein', { maximum: 2 }, [
    modifier('grilled-chicken', 'Grilled chicken', 500),
    modifier('grilled-shrimp', 'Grilled shrimp', 700),
    modifier('white-anchovies', 'White anchovies', 350),
  ]),
  group('wing-sauce', 'Sauce', { minimum: 1, maximum: 2 }, [
    modifier('buffalo-sauce', 'Buffalo', 0),
    modifier('barbecue-sauce', 'Barbecue', 0),
    modifier('garlic-parmesan', 'Garlic parmesan', 50),
    modifier('honey-chili', 'Honey chili', 50),
  ]),
  group('ice', 'Ice', { maximum: 2 }, [
    modifier('no-ice', 'No ice', 0),
    modifier('light-ice', 'Light ice', 0),
    modifier('lemon-slice', 'Lemon', 0),
  ]),
  group('milk', 'Milk', { minimum: 1, maximum: 1 }, [
    modifier('whole-milk', 'Whole milk', 0, { defaultQuantity: 1 }),
    modifier('skim-milk', 'Skim milk', 0),
    modifier('oat-milk', 'Oat milk', 90),
  ]),
  group('gelato-scoops', 'Two scoops', { minimum: 2, maximum: 2, maximumEach: 2 }, [
    modifier('pistachio', 'Pistachio', 0),
    modifier('stracciatella', 'Stracciatella', 0),
    modifier('hazelnut', 'Hazelnut', 0),
    modifier('lemon-sorbet', 'Lemon sorbet', 0),
  ]),
];

function group(
  id: string,
  name: string,
  limits: Partial<Pick<ModifierGroup, 'minimum' | 'maximum' | 'maximumEach' | 'freeCount'>>,
  modifiers: Modifier[],
): ModifierGroup {
  return { id, name, position: 0, minimum: 0, maximum: null, maximumEach: 1, freeCount: 0, ...limits, modifiers };
}

function modifier(
  id: string,
  name: string,
  priceMinor: number,
  more: Partial<Pick<Modifier, 'kitchenName' | 'modifierGroupIds' | 'defaultQuantity'>> = {},
): Modifier {
  return {
    id,
    name,
    kitchenName: null,
    priceMinor,
    levelPrices: {},
    taxCategoryId: null,
    modifierGroupIds: [],
    defaultQuantity: 0,
    sold: true,
    ...more,
  };
}
