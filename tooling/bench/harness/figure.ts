/** Whether something held, and what was looked at. */
export interface Check {
  readonly ok: boolean;
  readonly what: string;
}

/** Where a ratio should lie. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the table: what was seen of one promise. */
export interface Figure {
  readonly id: string;
  /** What is compared with what. */
  readonly what: string;
  /** Null: reported, not judged. */
  readonly goal: Goal | null;
  /** One value for each pair of turns. */
  readonly seen: readonly number[];
  /** Behind the number, such as `x` or ` syncs`. */
  readonly unit: string;
  /** The product's work was right while it was timed. */
  readonly correct: Check;
  /** The same check over something that is known to be broken: `ok` when it noticed. */
  readonly control: Check;
  /** The absolute figures behind the ratio, for people. */
  readonly note: string;
  /** The floor drifted more than twofold in every try: the ratio is shown and not judged. */
  readonly noisy?: boolean;
}

/** A bench that could not run here says why instead of passing. */
export interface Skipped {
  readonly id: string;
  readonly skipped: string;
}

export interface BenchOptions {
  /** Power cuts to replay (D0). */
  readonly cuts: number;
  /** Orders in the large store (C1, R1). */
  readonly orders: number;
  /** Orders of the backlog that is sent to the cloud (S1). */
  readonly drained: number;
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly ids: readonly string[];
  run(options: BenchOptions): Promise<readonly (Figure | Skipped)[]>;
}

export type Verdict = 'met' | 'not met' | 'not judged' | 'WRONG';

export function verdictOf({ goal, seen, correct, control, noisy }: Figure): Verdict {
  if (!correct.ok || !control.ok) return 'WRONG';
  if (goal === null || noisy === true || seen.length === 0) return 'not judged';
  const middle = median(seen);
  return ('atLeast' in goal ? middle >= goal.atLeast : middle <= goal.atMost) ? 'met' : 'not met';
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param at 0 to 1; between two values it is interpolated. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
