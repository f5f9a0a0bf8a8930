import { median } from './figure.ts';

type Sides<Name extends string> = Record<Name, () => number | Promise<number>>;

export interface Turns<Name extends string> {
  /** What each side measured, turn by turn; the same place in each list is the same turn. */
  readonly values: Record<Name, number[]>;
  /** The floor drifted more than twofold in every try. */
  readonly noisy: boolean;
}

const mostTries = 3;
const mostDrift = 2;

/**
 * Runs the sides in short turns, each turn in a random order, so that whatever else the machine does falls on all of them. When the
 * floor drifts more than twofold the whole series is run again, at most three times; the calmest one counts.
 */
export async function inTurns<Name extends string>(
  count: number,
  floor: NoInfer<Name>,
  sides: Sides<Name>,
): Promise<Turns<Name>> {
  const names = Object.keys(sides) as Name[];
  let calmest: { values: Record<Name, number[]>; drift: number } | null = null;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as unknown as Record<Name, number[]>;
    for (let turn = 0; turn < count; turn += 1) {
      for (const name of shuffled(names)) values[name].push(await sides[name]());
    }
    const drift = Math.max(...values[floor]) / Math.min(...values[floor]);
    if (calmest === null || drift < calmest.drift) calmest = { values, drift };
    if (drift <= mostDrift) break;
  }
  const { values, drift } = calmest as { values: Record<Name, number[]>; drift: number };
  return { values, noisy: drift > mostDrift };
}

/** Side over side, turn by turn. */
export const paired = (above: readonly number[], below: readonly number[]): number[] =>
  above.map((value, turn) => value / (below[turn] ?? Number.NaN));

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

/** `12.3 ms`-like text for notes. */
export const about = (values: readonly number[], unit: string, digits = 1): string =>
  `${median(values).toFixed(digits)}${unit}`;
