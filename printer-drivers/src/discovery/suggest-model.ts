/** A model that the drivers know, as far as a suggestion needs it. */
export interface KnownModel {
  readonly id: string;
  readonly name: string;
  /** What it says of itself besides. */
  readonly alsoNamed?: readonly string[];
}

/** Letters and digits in lower case: makers write TM-T20II, TM T20 II and TMT20II. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * The id of the model whose name is in what a printer says of itself, the longest first (TM-T20III before TM-T20), with or without the
 * maker's name; null when none is. A suggestion for a person, never more: clones claim other makers' names.
 */
export function suggestModel(makerAndModel: string | null, models: readonly KnownModel[]): string | null {
  if (makerAndModel === null) return null;
  const said = plain(makerAndModel);
  let best: { id: string; length: number } | null = null;
  for (const { id, name, alsoNamed = [] } of models) {
    const withoutMaker = name
      .split(/[\s(]+/)
      .slice(1)
      .join(' ');
    for (const part of [name, withoutMaker, ...alsoNamed].map(plain)) {
      // Fewer than four characters are in every other name.
      if (part.length >= 4 && part.length > (best?.length ?? 0) && said.includes(part))
        best = { id, length: part.length };
    }
  }
  return best?.id ?? null;
}
