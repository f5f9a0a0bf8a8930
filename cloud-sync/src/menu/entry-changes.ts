import type { FieldChange } from '@auraconnect/shared/protocol/portal-api.ts';

type Kind = 'add' | 'change' | 'remove' | 'same';

export function changeKind(before: Record<string, unknown> | null, after: Record<string, unknown> | null): Kind {
  if (before === null) return after === null ? 'same' : 'add';
  if (after === null) return 'remove';
  return fieldChanges(before, after).length === 0 ? 'same' : 'change';
}

/**
 * What differs between two payloads, field by field. Lists whose members have ids (variants, modifiers) are compared by id, so
 * that one that moved is one change and not the change of all after it; the pointer names its place in the later list.
 */
export function fieldChanges(before: unknown, after: unknown, pointer = ''): FieldChange[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      fieldChanges(before[name], after[name], `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  if (isListOfIds(before) && isListOfIds(after)) return listChanges(before, after, pointer);
  // What is not there and what is null read the same to a person.
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null)
    ? []
    : [{ pointer, before: before ?? null, after: after ?? null }];
}

function listChanges(before: { id: string }[], after: { id: string }[], pointer: string): FieldChange[] {
  const changes = after.flatMap((member, index) => {
    const known = before.find(({ id }) => id === member.id);
    return known === undefined
      ? [{ pointer: `${pointer}/${index}`, before: null, after: member }]
      : fieldChanges(known, member, `${pointer}/${index}`);
  });
  const gone = before.flatMap((member, index) =>
    after.some(({ id }) => id === member.id) ? [] : [{ pointer: `${pointer}/${index}`, before: member, after: null }],
  );
  const kept = (list: { id: string }[], other: { id: string }[]): string =>
    list
      .map(({ id }) => id)
      .filter((id) => other.some((member) => member.id === id))
      .join(' ');
  const moved =
    kept(before, after) === kept(after, before)
      ? []
      : [{ pointer, before: before.map(({ id }) => id), after: after.map(({ id }) => id) }];
  return [...changes, ...gone, ...moved];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfIds = (value: unknown): value is { id: string }[] =>
  Array.isArray(value) && value.every((member) => isObject(member) && typeof member['id'] === 'string');

/** What people call an entry. */
export function nameOfEntry(id: string, ...payloads: (Record<string, unknown> | null | undefined)[]): string {
  for (const payload of payloads) if (typeof payload?.['name'] === 'string') return payload['name'];
  return id;
}
