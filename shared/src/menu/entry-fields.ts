/**
 * An entry's payload as fields that can be changed one by one. A field is named by a path like a JSON pointer (RFC 6901), with one
 * difference: a member of a list whose members have ids (variants, modifiers) is named by its id, `/variants/@large/priceMinor`, so
 * that one that was put in front of it does not change what a path means. The order of such a list is a field of its own, `@order`.
 */
export type Payload = Record<string, unknown>;

/** `before` or `after` is absent when the field is. */
export interface FieldEdit {
  path: string;
  before?: unknown;
  after?: unknown;
}

type Member = Payload & { id: string };

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1').replace(/^@/, '~2');
const unescaped = (part: string): string => part.replace(/^~2/, '@').replaceAll('~1', '/').replaceAll('~0', '~');
const orderPart = '@order';

/** The steps of a path as they are written in it: members of lists begin with an @. */
export const pathParts = (path: string): string[] => path.split('/').slice(1);
export const partName = (part: string): string => (part.startsWith('@') ? part.slice(1) : unescaped(part));

export const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMembers = (value: unknown): value is Member[] =>
  Array.isArray(value) && value.every((member) => isPayload(member) && typeof member['id'] === 'string');

/** Equal to a person: absent and null say the same, and the order of names says nothing. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if ((one ?? null) === null || (other ?? null) === null) return (one ?? null) === (other ?? null);
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, place) => sameValue(part, other[place]));
  if (!isPayload(one) || !isPayload(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => sameValue(one[name], other[name]));
}

/** What makes `after` of `before`, field by field; applied in their order they do exactly that. */
export function fieldEdits(before: Payload, after: Payload): FieldEdit[] {
  return editsOf(before, after, '');
}

function editsOf(before: unknown, after: unknown, path: string): FieldEdit[] {
  if (isPayload(before) && isPayload(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => editsOf(before[name], after[name], `${path}/${escaped(name)}`));
  }
  if (isMembers(before) && isMembers(after) && hasOwnIds(before) && hasOwnIds(after))
    return memberEdits(before, after, path);
  return sameValue(before, after) ? [] : [editOf(path, before, after)];
}

function memberEdits(before: readonly Member[], after: readonly Member[], path: string): FieldEdit[] {
  const was = new Map(before.map((member) => [member.id, member]));
  const is = new Map(after.map((member) => [member.id, member]));
  const gone = before
    .filter(({ id }) => !is.has(id))
    .map((member) => editOf(`${path}/@${escaped(member.id)}`, member, undefined));
  const changed = after.flatMap((member) => {
    const memberPath = `${path}/@${escaped(member.id)}`;
    const known = was.get(member.id);
    return known === undefined ? [editOf(memberPath, undefined, member)] : editsOf(known, member, memberPath);
  });
  const left = [...before.filter(({ id }) => is.has(id)), ...after.filter(({ id }) => !was.has(id))];
  const moved = sameValue(idsOf(left), idsOf(after))
    ? []
    : [editOf(`${path}/${orderPart}`, idsOf(before), idsOf(after))];
  return [...gone, ...changed, ...moved];
}

const idsOf = (members: readonly Member[]): string[] => members.map(({ id }) => id);
const hasOwnIds = (members: readonly Member[]): boolean => new Set(idsOf(members)).size === members.length;

const editOf = (path: string, before: unknown, after: unknown): FieldEdit => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** The value of a field; undefined where there is none. */
export function fieldAt(payload: Payload | null, path: string): unknown {
  return pathParts(path).reduce<unknown>((found, part) => {
    if (!part.startsWith('@')) return isPayload(found) ? found[partName(part)] : undefined;
    if (!isMembers(found)) return undefined;
    return part === orderPart ? idsOf(found) : found.find(({ id }) => id === partOfId(part));
  }, payload ?? undefined);
}

const partOfId = (part: string): string => unescaped(part.slice(1));

/** The payload with another value of a field, undefined taking it away; null when the path leads nowhere any more. */
export function withField(payload: Payload, path: string, value: unknown): Payload | null {
  const changed = put(payload, pathParts(path), value);
  return changed === nowhere ? null : (changed as Payload);
}

const nowhere = Symbol('nowhere');

function put(target: unknown, parts: readonly string[], value: unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (part.startsWith('@')) return isMembers(target) ? putMember(target, part, rest, value) : nowhere;
  if (!isPayload(target)) return nowhere;
  const name = partName(part);
  const inner = put(target[name], rest, value);
  if (inner === nowhere) return nowhere;
  if (inner !== undefined) return { ...target, [name]: inner };
  const { [name]: _gone, ...left } = target;
  return left;
}

function putMember(members: readonly Member[], part: string, rest: readonly string[], value: unknown): unknown {
  if (part === orderPart) return inOrder(members, value);
  const id = partOfId(part);
  const known = members.find((member) => member.id === id);
  if (rest.length === 0) {
    if (value === undefined) return members.filter((member) => member.id !== id);
    return known === undefined ? [...members, value] : members.map((member) => (member.id === id ? value : member));
  }
  if (known === undefined) return nowhere;
  const inner = put(known, rest, value);
  return inner === nowhere ? nowhere : members.map((member) => (member.id === id ? inner : member));
}

/** Those named first, in that order; the others after them, as they stood. */
function inOrder(members: readonly Member[], ids: unknown): Member[] {
  const named = Array.isArray(ids) ? ids.flatMap((id) => members.find((member) => member.id === id) ?? []) : [];
  return [...named, ...members.filter((member) => !named.includes(member))];
}

/** The order of what both lists have: a member that came or went is no change of order. */
export function sameOrder(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return sameValue(one, other);
  const both = (list: unknown[], beside: unknown[]): unknown[] => list.filter((id) => beside.includes(id));
  return sameValue(both(one, other), both(other, one));
}
export const isOrder = (path: string): boolean => path.endsWith(`/${orderPart}`);
