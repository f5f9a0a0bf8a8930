/** A key for something that a person named: letters and digits of the name, numbered when taken; `fallback` when nothing is left of it. */
export function keyFrom(name: string, taken: Iterable<string>, fallback: string): string {
  const used = new Set(taken);
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const stem = plain === '' ? fallback : plain;
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? stem : `${stem}-${count}`;
    if (!used.has(key)) return key;
  }
}
