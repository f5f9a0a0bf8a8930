const longest = 60;

/**
 * A key for a new entry, made of its name once and kept for ever: "Crème brûlée" is creme-brulee. A name without Latin letters
 * takes the kind's own word; what is taken gets a number.
 */
export function newKey(name: string, kind: string, taken: ReadonlySet<string>): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  const stem = slug === '' ? kind : slug;
  if (!taken.has(stem)) return stem;
  let count = 2;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
}
