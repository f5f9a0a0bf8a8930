/** A piece of SQL that a client sent: what kind it is, and where it begins. */
export interface SqlWord {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'operator' | 'mark';
  text: string;
  at: number;
}

/** What a client sent cannot be used, and where. */
export class FragmentRefused extends Error {
  override readonly name = 'FragmentRefused';
  readonly code = 'fragment_refused';
  /** Zero-based, in the fragment; null when it is about the whole. */
  readonly at: number | null;

  /** Words that are no filter's. It may not even be SQL, which says more about what is wrong. */
  readonly isForeign: boolean;

  constructor(sentence: string, at: number | null, isForeign = false) {
    super(sentence);
    this.at = at;
    this.isForeign = isForeign;
  }
}

const kinds: readonly [SqlWord['kind'], RegExp][] = [
  ['string', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")+"/y],
  ['parameter', /\$\d{1,4}/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y],
  ['mark', /::|[(),.[\]]/y],
  ['operator', /[-+*/<>=~!@#%^&|?]+/y],
];

/**
 * Splits a fragment as Postgres would, or refuses it: no comments, no dollar quotes, no second statement, no strings with escapes, so
 * that what was looked at here is what Postgres reads.
 */
export function sqlWords(fragment: string): SqlWord[] {
  const words: SqlWord[] = [];
  let at = skipSpace(fragment, 0);
  while (at < fragment.length) {
    const word = wordAt(fragment, at);
    if (word === null) throw new FragmentRefused(`syntax error at or near "${fragment.slice(at, at + 20)}"`, at);
    const before = words.at(-1);
    const touches = before !== undefined && before.at + before.text.length === at;
    // E'..', B'..', U&"..": Postgres reads these by other rules.
    if (touches && (word.kind === 'string' || word.kind === 'quoted') && /[\w&]$/.test(before.text))
      throw new FragmentRefused(`syntax error at or near "${before.text}${word.text}"`, before.at);
    if (word.kind === 'operator' && /--|\/\*/.test(word.text))
      throw new FragmentRefused('comments are not accepted', at);
    words.push(word);
    at = skipSpace(fragment, at + word.text.length);
  }
  return words;
}

function wordAt(fragment: string, at: number): SqlWord | null {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at;
    const match = pattern.exec(fragment);
    if (match !== null) return { kind, text: match[0], at };
  }
  return null;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[ \t\r\n\f]/.test(text.charAt(at))) at += 1;
  return at;
}

/** The name that an identifier means: folded when it is not quoted. */
export function nameOf({ kind, text }: SqlWord): string {
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Postgres reads a literal without a type as whatever it is compared with, as it does with a parameter. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
