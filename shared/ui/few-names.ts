const mostNamed = 5;

/** A list of names in a sentence, cut where nobody would read on. */
export function fewNames(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${named}, …` : named;
}
