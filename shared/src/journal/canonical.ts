import { JournalFault } from './journal-fault.ts';

/** Deeper than any document of the trade; a loop in the data ends here instead of at the stack's end. */
const deepest = 100;

/**
 * The JSON text of a value by RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. Two machines that mean the same write the same bytes, so that a hash over them means something.
 *
 * Refused with `not_canonical_json`: NaN and infinities, whole numbers beyond 2^53 - 1 that would be written with digits they
 * no longer have (RFC 7493 section 2.2; from 1e21 on they are written with an exponent and promise nothing), lone surrogates, and
 * whatever is not JSON (bigint, function, symbol, Date, Map, undefined in a list). A member that is undefined is left out.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeText(value);
    case 'number':
      return writeNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= deepest) throw new JournalFault('not_canonical_json', `nested deeper than ${deepest}`);
      return Array.isArray(value) ? writeList(value, depth) : writeMembers(value, depth);
    default:
      throw new JournalFault('not_canonical_json', `a ${typeof value}`);
  }
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new JournalFault('not_canonical_json', 'a number that is not finite');
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21) {
    throw new JournalFault('not_canonical_json', 'an integer beyond 2^53 - 1');
  }
  // ECMAScript's number to text is the one that RFC 8785 section 3.2.2.3 asks for; it also writes -0 as 0.
  return String(value);
}

/** Printable ASCII without quote and backslash: stands in JSON as it is. Nearly all of the trade's text, so it is worth a look. */
const plain = /^[ !#-[\]-~]*$/;

function writeText(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new JournalFault('not_canonical_json', 'text with a lone surrogate');
  return JSON.stringify(value);
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0) text += ',';
    text += write(list[index], depth + 1);
  }
  return `${text}]`;
}

function writeMembers(members: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(members);
  if (prototype !== Object.prototype && prototype !== null)
    throw new JournalFault('not_canonical_json', 'an object of a class');
  const source = members as Record<string, unknown>;
  const names = Object.keys(source).sort();
  let text = '{';
  for (const name of names) {
    const value = source[name];
    if (value === undefined) continue;
    if (text !== '{') text += ',';
    text += `${writeText(name)}:${write(value, depth + 1)}`;
  }
  return `${text}}`;
}
