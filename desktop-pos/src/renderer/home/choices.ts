import type { ModifierChoice, SoldModifier } from '@auraconnect/shared/order/line.ts';

/**
 * The choices behind a sold line's flat modifiers, to edit or repeat it. What was sold as some free and some paid of the same modifier
 * is one choice again.
 */
export function choicesOf(sold: readonly SoldModifier[]): ModifierChoice[] {
  const roots: ModifierChoice[] = [];
  const open: ModifierChoice[] = [];
  for (const modifier of sold) {
    open.length = Math.min(open.length, modifier.depth);
    const siblings = open.at(-1)?.choices ?? roots;
    const known = siblings.find(
      (choice) => choice.groupId === modifier.groupId && choice.modifierId === modifier.modifierId,
    );
    const choice = known ?? { groupId: modifier.groupId, modifierId: modifier.modifierId, quantity: 0, choices: [] };
    if (known === undefined) siblings.push(choice);
    choice.quantity += modifier.quantity;
    open.push(choice);
  }
  return roots;
}

/** How many are chosen of a group, quantities counted. */
export function countIn(choices: readonly ModifierChoice[], groupId: string): number {
  return choices.filter((choice) => choice.groupId === groupId).reduce((sum, choice) => sum + choice.quantity, 0);
}

/** The choices with another quantity of one modifier; 0 takes it out with everything chosen under it. */
export function withQuantity(
  choices: readonly ModifierChoice[],
  wish: ModifierChoice,
  quantity: number,
): ModifierChoice[] {
  const same = (choice: ModifierChoice): boolean =>
    choice.groupId === wish.groupId && choice.modifierId === wish.modifierId;
  if (quantity === 0) return choices.filter((choice) => !same(choice));
  if (choices.some(same)) return choices.map((choice) => (same(choice) ? { ...choice, quantity } : choice));
  return [...choices, { ...wish, quantity }];
}

/** Whether two people chose the same, in whatever order they tapped it. */
export function sameChoices(one: readonly ModifierChoice[], other: readonly ModifierChoice[]): boolean {
  return textOf(one) === textOf(other);
}

function textOf(choices: readonly ModifierChoice[]): string {
  return choices
    .map(
      ({ groupId, modifierId, quantity, choices: nested }) => `${groupId}/${modifierId}*${quantity}(${textOf(nested)})`,
    )
    .toSorted()
    .join(',');
}
