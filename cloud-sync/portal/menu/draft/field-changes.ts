import type { FieldChange } from '@auraconnect/shared/protocol/portal-api.ts';

export type Payload = Record<string, unknown>;

/**
 * What differs between two payloads, field by field, as JSON pointers (RFC 6901). A list whose length changed is one change as
 * a whole: by position alone nobody can say which size was added.
 */
export function fieldChanges(before: unknown, after: unknown, pointer = ''): FieldChange[] {
  if (same(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => fieldChanges(before[name], after[name], `${pointer}/${escaped(name)}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.every(isObject)) {
    return before.flatMap((element, place) => fieldChanges(element, after[place], `${pointer}/${place}`));
  }
  return [{ pointer, before: before ?? null, after: after ?? null }];
}

/** Equal as JSON: an absent field is no field, the order of names does not matter. */
export function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, place) => same(element, right[place]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => same(left[name], right[name]));
}

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The steps of a pointer: `/variants/1/priceMinor` is variants, 1, priceMinor. */
export const pointerParts = (pointer: string): string[] => pointer.split('/').slice(1).map(unescaped);

/** The value at a pointer; undefined where there is none. A member of a list is named by its place or, in a settlement, by its id: `@large`. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointerParts(pointer).reduce<unknown>((found, part) => {
    if (Array.isArray(found) && part.startsWith('@'))
      return found.find((member) => isObject(member) && member['id'] === part.slice(1));
    if (Array.isArray(found)) return found[Number(part)];
    return isObject(found) ? found[part] : undefined;
  }, value);
}

/** The payload with another value at a pointer; what the pointer does not reach is left as it is. */
export function withValueAt(payload: Payload, pointer: string, value: unknown): Payload {
  return put(payload, pointerParts(pointer), value) as Payload;
}

function put(target: unknown, parts: readonly string[], value: unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (Array.isArray(target))
    return target.map((element: unknown, place) => (String(place) === part ? put(element, rest, value) : element));
  return isObject(target) ? { ...target, [part]: put(target[part], rest, value) } : target;
}
