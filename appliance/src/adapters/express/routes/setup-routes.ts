import type { Request } from 'express';
import { z } from 'zod';
import {
  ClaimStoreRequest,
  LocalPairingRequest,
  SetupRequest,
  type SetupState,
} from '@auraconnect/shared/protocol/setup-api.ts';
import type { PairingWindow } from '@auraconnect/shared/protocol/store-api.ts';
import { actorOf } from '@auraconnect/shared/staff/roles.ts';
import { formatTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import type { Pairing } from '../../../devices/pairing.ts';
import { defaultRoles } from '../../../setup/default-roles.ts';
import { setUpStore, type SetupParts } from '../../../setup/set-up-store.ts';
import type { SetupCode } from '../../../setup/setup-code.ts';
import { starterMenus } from '../../../setup/starter-menus.ts';
import type { Pins } from '../../../staff/pins.ts';
import type { Core } from '../../../store/core.ts';
import { isOnTheBox } from '../origins.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';
import { orFail } from './store-routes.ts';

export interface SetupRouteParts extends SetupParts {
  core: Core;
  pairing: Pairing;
  pins: Pins;
  setupCode: SetupCode;
  version: string;
  claim(request: {
    cloudUrl: string;
    claimCode: string;
    actor: string;
  }): Promise<{ tenantId: string; tenantName: string }>;
}

export function setupRoutes(parts: SetupRouteParts): Route[] {
  const { core, pairing, pins, setupCode, version, claim } = parts;

  const mustBeHere = (request: Request, code: string | null): void => {
    if (isOnTheBox(request)) return;
    const verdict = setupCode.check(code);
    if (verdict === 'right') return;
    throw verdict === 'closed'
      ? new HttpProblem(
          429,
          'setup_code_closed',
          'Too many wrong codes; wait ten minutes, or begin at the box itself.',
          { headers: { 'retry-after': '600' } },
        )
      : new HttpProblem(403, 'setup_code_wrong', 'Type the code that the appliance shows on its console.');
  };

  return [
    route({
      method: 'get',
      path: '/api/v1/setup/state',
      access: 'public',
      summary: 'Whether this store is set up, and what it can begin with',
      answer: { description: 'Nothing that a stranger could use.' },
      async handle({ request }) {
        const state = await core.read((view): SetupState => ({
          state: view.isNew ? 'new' : 'ready',
          storeName: view.isNew ? '' : view.storeName,
          claimed: view.claimed !== null,
          codeNeeded: !isOnTheBox(request),
          starters: starterMenus.map(({ id, name, description }) => ({ id, name, description })),
          roles: defaultRoles.map(({ id, name }) => ({ id, name })),
          version,
        }));
        return { body: state };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/setup',
      access: 'public',
      summary: 'Makes a store of a new box, once',
      body: SetupRequest,
      answer: { description: 'This browser is a device of the store now, and its owner is signed in.', status: 201 },
      async handle({ body, request }) {
        if (!(await core.read((view) => view.isNew)))
          throw new HttpProblem(409, 'store_not_new', 'This store is already set up.');
        mustBeHere(request, body.code);
        const outcome = await setUpStore(body, parts);
        if (outcome.type === 'refusal') {
          const { code, message, data } = outcome.refusal;
          throw new HttpProblem(409, code, message, { data });
        }
        return { status: 201, body: outcome.answer };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/setup/pairing-windows',
      access: 'public',
      summary: 'Opens a pairing window at the box itself, by PIN, when no device is at hand',
      body: LocalPairingRequest,
      answer: { description: 'The code to pair with.', status: 201 },
      async handle({ body, request }) {
        mustBeHere(request, body.code);
        const check = await pins.check(body.staffId, body.pin, core.applianceDeviceId);
        if (check.type !== 'right') return orFail(check) as never;
        const allowed = await core.read((view) =>
          actorOf(check.member, view.index().roles.get(check.member.roleId) ?? null).permissions.has('device.pair'),
        );
        if (!allowed)
          throw new HttpProblem(403, 'permission_needed', 'This needs a permission that you do not have.', {
            data: { permission: 'device.pair' },
          });
        const { code, expiresAtMs } = pairing.open(body.staffId);
        const expiresAt = await core.read((view) => formatTimestamp(expiresAtMs, view.index().settings.timeZone));
        return { status: 201, body: { code, expiresAt } satisfies PairingWindow };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/setup/people',
      access: 'public',
      summary: 'Who can open a pairing window at the box itself',
      query: z.strictObject({ code: z.string().max(40).optional() }),
      answer: { description: 'Names only; from the box itself or with its code.' },
      async handle({ request, query }) {
        mustBeHere(request, query.code ?? null);
        return { body: await parts.signIn.people() };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/claim',
      access: { permission: 'store.edit' },
      summary: 'Ties the store to an account of the cloud',
      body: ClaimStoreRequest,
      answer: { description: 'Whose store this is now.' },
      async handle({ body, staffId }) {
        return { body: await claim({ ...body, actor: staffId ?? 'system' }) };
      },
    }),
  ];
}
