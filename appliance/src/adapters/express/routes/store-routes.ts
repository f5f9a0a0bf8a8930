import { storeEdits } from '../../../setup/store-edits.ts';
import { z } from 'zod';
import { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { checkNumberPrefix } from '@auraconnect/shared/order/check-number.ts';
import { SetPinRequest } from '@auraconnect/shared/protocol/setup-api.ts';
import {
  ApprovalRequest,
  type Bootstrap,
  type PairingWindow,
  PairRequest,
  SignInRequest,
} from '@auraconnect/shared/protocol/store-api.ts';
import { actorOf } from '@auraconnect/shared/staff/roles.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import { Key, Uuid } from '@auraconnect/shared/time/ids.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import type { Pairing } from '../../../devices/pairing.ts';
import type { Pins } from '../../../staff/pins.ts';
import type { Failed, SignIn } from '../../../staff/sign-in.ts';
import type { Core, StoreView } from '../../../store/core.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

export interface StoreRouteParts {
  core: Core;
  pairing: Pairing;
  signIn: SignIn;
  pins: Pins;
  status(): StoreStatus;
  /** A device was taken away: its open sockets close. */
  dropDevice(deviceId: string): void;
  /** @throws HttpProblem 429 when this address asks too often. */
  limitPairing(address: string): Promise<void>;
}

export function storeRoutes(parts: StoreRouteParts): Route[] {
  return [...pairingRoutes(parts), ...peopleRoutes(parts), ...stateRoutes(parts)];
}

function pairingRoutes({ core, pairing, limitPairing, dropDevice }: StoreRouteParts): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/pair',
      access: 'public',
      summary: 'Makes this machine a device of the store',
      body: PairRequest,
      answer: { description: 'The device’s key, shown this once.' },
      async handle({ body, request }) {
        await limitPairing(request.socket.remoteAddress ?? '');
        const answer = await pairing.pair(body);
        if (answer === null)
          throw new HttpProblem(403, 'pairing_code_wrong', 'This code is wrong or too old; ask for a new one.');
        return { body: answer };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/pairing-windows',
      access: { permission: 'device.pair' },
      summary: 'Opens ten minutes in which one device can be paired',
      body: z.strictObject({}),
      answer: { description: 'The code to type or scan at the new device.', status: 201 },
      async handle({ staffId }) {
        const { code, expiresAtMs } = pairing.open(staffId ?? '');
        return { status: 201, body: { code, expiresAt: await timestampOf(core, expiresAtMs) } satisfies PairingWindow };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/devices',
      access: 'device',
      summary: 'Devices of the store',
      answer: { description: 'All that were ever paired; `revokedAt` says which were taken away.' },
      async handle() {
        return { body: await core.read((view) => view.devices()) };
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/devices/:id',
      access: { permission: 'device.pair' },
      summary: 'Takes a device away, at once',
      params: { id: Uuid },
      answer: { description: 'Nothing; its key opens nothing any more.', status: 204 },
      async handle({ params, staffId, correlationId }) {
        const deviceId = params['id'] ?? '';
        let known = false;
        await core.appendInternal(
          (view) => {
            const device = view.device(deviceId);
            known = device !== null;
            return device === null || device.revokedAt !== null
              ? []
              : [{ type: 'device.revoked', payload: { deviceId } }];
          },
          { actor: staffId ?? 'system', correlationId, alsoWrite: (box) => box.removeDeviceToken(deviceId) },
        );
        if (!known) throw new HttpProblem(404, 'device_unknown', 'There is no such device.');
        dropDevice(deviceId);
        return { status: 204 };
      },
    }),
  ];
}

function peopleRoutes({ core, signIn, pins }: StoreRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/people',
      access: 'device',
      summary: 'Who can sign in here',
      answer: { description: 'Names only, of active people who have a PIN.' },
      async handle() {
        return { body: await signIn.people() };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/sessions',
      access: 'device',
      summary: 'Signs in with a PIN',
      body: SignInRequest,
      answer: { description: 'A token for this person at this device.', status: 201 },
      async handle({ body, device }) {
        return { status: 201, body: orFail(await signIn.byPin(body.staffId, body.pin, device.deviceId)) };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/approvals',
      access: 'device',
      summary: 'A manager approves one command, once',
      body: ApprovalRequest,
      answer: { description: 'A token for this command of this device.', status: 201 },
      async handle({ body, device }) {
        return {
          status: 201,
          body: orFail(await signIn.approve(body.staffId, body.pin, device.deviceId, body.commandId)),
        };
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/staff/:id/pin',
      access: 'staff',
      summary: 'Sets a PIN: one’s own, or anybody’s with `staff.edit`',
      params: { id: Key },
      body: SetPinRequest,
      answer: { description: 'Nothing.', status: 204 },
      async handle({ params, body, staffId }) {
        const target = params['id'] ?? '';
        const actor = staffId ?? '';
        const verdict = await core.read((view) => maySetPin(view, actor, target));
        if (verdict === 'unknown') throw new HttpProblem(404, 'staff_unknown', 'There is no such person.');
        if (verdict === 'no')
          throw new HttpProblem(403, 'permission_needed', 'This needs a permission that you do not have.', {
            data: { permission: 'staff.edit' },
          });
        await pins.set(target, body.pin, actor);
        return { status: 204 };
      },
    }),
  ];
}

/** Nobody sets the PIN of somebody who may do more than they: it would make them that person. */
function maySetPin(view: StoreView, actor: string, target: string): 'yes' | 'no' | 'unknown' {
  const { staff, roles } = view.index();
  const permissionsOf = (staffId: string): ReadonlySet<string> => {
    const member = staff.get(staffId);
    return member === undefined
      ? new Set()
      : actorOf({ ...member, active: true }, roles.get(member.roleId) ?? null).permissions;
  };
  if (!staff.has(target)) return 'unknown';
  if (actor === target) return 'yes';
  const mine = staff.get(actor)?.active === true ? permissionsOf(actor) : new Set<string>();
  return mine.has('staff.edit') && [...permissionsOf(target)].every((permission) => mine.has(permission))
    ? 'yes'
    : 'no';
}

export function orFail<T extends object>(result: T | Failed): T {
  if (!('type' in result)) return result;
  const failed = result as Failed;
  if (failed.type === 'wrong') {
    throw new HttpProblem(401, 'pin_wrong', 'This PIN is wrong.', { data: { triesLeft: failed.triesLeft } });
  }
  const retryAfterSeconds = Math.ceil(failed.waitMs / 1000);
  throw new HttpProblem(429, 'pin_locked', 'Too many wrong PINs; please wait.', {
    data: { retryAfterSeconds },
    headers: { 'retry-after': String(retryAfterSeconds) },
  });
}

const timestampOf = (core: Core, instantMs: number): Promise<string> =>
  core.read((view) => formatTimestamp(instantMs, view.index().settings.timeZone));

const JournalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

function stateRoutes({ core, status }: StoreRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/bootstrap',
      access: 'device',
      summary: 'All that a till or screen needs to start',
      answer: { description: 'Catalogue, availability, the business day, this device’s stream and its open drawer.' },
      async handle({ device }) {
        const bootstrap = await core.read((view): Bootstrap => {
          const { deviceId, name, kind, incarnation } = device;
          const known = view.device(deviceId);
          return {
            storeId: core.storeId,
            storeName: view.storeName,
            epoch: core.epoch,
            durableSeq: view.seq,
            serverTime: core.timestamp(),
            businessDate: view.businessDate,
            claimed: view.claimed !== null,
            device: {
              deviceId,
              name,
              kind,
              incarnation,
              lastN: known?.lastN ?? 0,
              numberPrefix: checkNumberPrefix(known?.ordinal ?? 0),
            },
            catalogue: view.catalogue(),
            availability: view.availability(),
            cashSession: view.openCashSessionOf(deviceId),
          };
        });
        return { body: bootstrap };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/catalogue',
      access: 'device',
      summary: 'The catalogue read for use, and its entries as they are',
      answer: {
        description:
          '`catalogue`, `entries` (with the deleted ones and those this version does not know), `availability`.',
      },
      async handle() {
        const body = await core.read((view) => ({
          catalogue: view.catalogue(),
          entries: view.catalogueEntries(),
          availability: view.availability(),
          claimed: view.claimed !== null,
        }));
        return { body };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/store-edits',
      access: 'device',
      summary: 'What the store changed of the portal’s menu: edits that wait for the cloud, and prices of its own',
      answer: { description: '`pending` and `prices`.' },
      async handle() {
        return { body: await core.read(storeEdits) };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/status',
      access: 'device',
      summary: 'Printers, screens and the link to the cloud, as the till’s status strip shows them',
      answer: { description: 'The store’s status.' },
      async handle() {
        return { body: await core.read(() => status()) };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/journal',
      access: { permission: 'store.edit' },
      summary: 'The journal, row by row as it is stored',
      query: JournalQuery,
      answer: {
        description: 'Rows with a seq above `after`, oldest first, with the bytes verbatim.',
        schema: z.array(JournalRow),
      },
      async handle({ query }) {
        return { body: await core.readJournal(query.after, query.limit) };
      },
    }),
  ];
}
