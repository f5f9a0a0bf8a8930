import type { CatalogueEntity, CatalogueEntry, StaffMember } from '@auraconnect/shared/menu/catalogue.ts';
import { defaultSettings } from '@auraconnect/shared/menu/read-entry.ts';
import { validateEdits } from '@auraconnect/shared/menu/validate-catalogue.ts';
import type { SetupAnswer, SetupRequest } from '@auraconnect/shared/protocol/setup-api.ts';
import type { Refusal } from '@auraconnect/shared/protocol/command.ts';
import { isTimeZone } from '@auraconnect/shared/time/zone-offset.ts';
import type { Pairing } from '../devices/pairing.ts';
import type { PinHasher } from '../staff/pins.ts';
import type { SignIn } from '../staff/sign-in.ts';
import type { Core } from '../store/core.ts';
import { defaultRoles } from './default-roles.ts';
import { type StarterMenu, starterMenus } from './starter-menus.ts';

export interface SetupParts {
  core: Core;
  pairing: Pairing;
  hasher: PinHasher;
  signIn: SignIn;
}

export type SetupOutcome = { type: 'done'; answer: SetupAnswer } | { type: 'refusal'; refusal: Refusal };

const refuse = (code: string, message: string, data: Record<string, unknown> = {}): SetupOutcome => ({
  type: 'refusal',
  refusal: { code, message, data },
});

const hues = ['green', 'blue', 'violet', 'orange', 'teal', 'pink', 'amber', 'red'] as const;

/**
 * Makes a store of a new box, once: its catalogue, its people and their PINs in one transaction, then the first device. What is
 * written is ordinary events; from here on the store is changed by ordinary commands.
 */
export async function setUpStore(
  request: SetupRequest,
  { core, pairing, hasher, signIn }: SetupParts,
): Promise<SetupOutcome> {
  const starter = starterMenus.find((menu) => menu.id === request.starter);
  if (starter === undefined) return refuse('starter_unknown', 'There is no such menu to begin with.');
  if (!isTimeZone(request.timeZone)) return refuse('time_zone_unknown', 'This time zone does not exist.');
  if (!isLocale(request.locale)) return refuse('locale_unknown', 'This language does not exist.');
  const people = staffOf(request);
  const roleless = people.find((person) => !defaultRoles.some((role) => role.id === person.roleId));
  if (roleless !== undefined) return refuse('role_unknown', 'There is no such role.', { roleId: roleless.roleId });

  const entries = firstEntries(request, starter, people);
  const problems = validateEdits([], entries);
  if (problems.length > 0) return refuse('catalogue_invalid', 'This cannot be a store yet.', { problems });
  const hashes = await Promise.all(request.people.map(({ pin }) => hasher.hash(pin)));

  const owner = people[0] as StaffMember;
  const { seq } = await core.appendInternal(
    (view) =>
      view.isNew
        ? [
            { type: 'store.created', payload: { storeId: core.storeId, name: request.storeName } },
            {
              type: 'catalogue.changed',
              payload: { source: 'store', handle: null, offset: null, complete: true, entries },
            },
            ...people.map((person) => ({ type: 'staff.pin_set' as const, payload: { staffId: person.id } })),
          ]
        : [],
    {
      actor: owner.id,
      alsoWrite: (box) => people.forEach((person, index) => box.setPinHash(person.id, hashes[index] as string)),
    },
  );
  if (seq === null) return refuse('store_not_new', 'This store is already set up.');
  const device = await pairing.admit({ deviceName: request.deviceName, kind: 'setup', actor: owner.id });
  return { type: 'done', answer: { device, signIn: await signIn.admit(owner.id, device.deviceId) } };
}

function staffOf({ people }: SetupRequest): StaffMember[] {
  const taken = new Set<string>();
  return people.map(({ name, roleId }, index) => {
    const id = freeKey(name, taken);
    taken.add(id);
    return {
      id,
      name,
      roleId: index === 0 ? 'owner' : roleId,
      hue: hues[index % hues.length] ?? 'green',
      active: true,
    };
  });
}

/** A short key out of a name: letters and digits of any script that has Latin ones, `person` otherwise. */
function freeKey(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'person';
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.has(key)) return key;
  }
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

function firstEntries(request: SetupRequest, starter: StarterMenu, staff: readonly StaffMember[]): CatalogueEntry[] {
  const { storeName: name, currency, locale, timeZone, dayCutOff } = request;
  const station = (id: string, label: string, position: number): Record<string, unknown> & { id: string } => ({
    id,
    name: label,
    position,
    paper: 'never',
    printerId: null,
    warnSeconds: 480,
    lateSeconds: 900,
  });
  return [
    ...entries('settings', [{ ...defaultSettings, name, currency, locale, timeZone, dayCutOff }]),
    ...entries('role', defaultRoles),
    ...entries('staff', staff),
    ...entries('tax-category', [{ id: 'food-and-drink', name: 'Food and drink' }]),
    ...entries('order-type', [
      { id: 'dine-in', name: 'Dine in', position: 0, takeaway: false },
      { id: 'takeaway', name: 'Takeaway', position: 1, takeaway: true },
    ]),
    ...entries('station', [station('kitchen', 'Kitchen', 0), station('bar', 'Bar', 1)]),
    ...entries('category', starter.categories),
    ...entries('modifier-group', starter.modifierGroups),
    ...entries('item', starter.items),
  ];
}

const entries = <T extends { id: string }>(entity: CatalogueEntity, payloads: readonly T[]): CatalogueEntry[] =>
  payloads.map((payload) => ({
    entity,
    id: payload.id,
    rev: 1,
    schemaVersion: 1,
    deleted: false,
    payload: { ...payload },
  }));
