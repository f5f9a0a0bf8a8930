import type { Express, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { OwnerIdentity } from '../../auth/access-token.ts';
import type { DeviceCheck, DeviceIdentity } from '../../ingest/device-token.ts';
import { readJsonBody } from './read-body.ts';
import { notSignedIn, Refused } from './refused.ts';
import type { Route, RouteAccess } from './route.ts';

export interface Gatekeepers {
  owner(accessToken: string): Promise<OwnerIdentity | null>;
  device(token: string): Promise<DeviceCheck>;
  spend(device: DeviceIdentity, jti: string, expiresAt: string): Promise<boolean>;
  nowMs(): number;
  log: Logger;
}

export function mountRoute(app: Express, definition: Route, gates: Gatekeepers): void {
  app[definition.method](definition.path, async (request, response) => {
    // Who it is comes first: a stranger learns nothing about what a route would take.
    const who = await identify(definition.access, request, gates);
    const query = definition.query === null ? null : check(definition.query, flat(request.query), 'query');
    const params = definition.params === null ? null : check(definition.params, request.params, 'path');
    const body =
      definition.body === null
        ? null
        : check(definition.body, definition.toDescribedBody(await readJsonBody(request, definition.bodyLimit)), '');
    const correlationId = String(response.locals['correlationId']);
    const answer = await definition.handle({
      who,
      query,
      params,
      body,
      request,
      response,
      correlationId,
      log: gates.log.child({ correlationId, ...who }),
    });
    if (answer !== null) send(response, answer.status ?? 200, answer.json);
  });
}

async function identify(
  access: RouteAccess,
  request: Request,
  gates: Gatekeepers,
): Promise<OwnerIdentity | DeviceIdentity | null> {
  if (access === 'anybody') return null;
  if (access === 'cookie') return refuseForeignOrigin(request);
  const token = /^Bearer ([\w.~+/=-]{20,4000})$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw notSignedIn();
  if (access === 'owner') {
    const owner = await gates.owner(token);
    if (owner === null) throw notSignedIn();
    return owner;
  }
  const checked = await gates.device(token);
  if (checked.kind === 'not_claimed')
    throw new Refused(401, 'store_not_claimed', 'This store is not claimed in this cloud.');
  if (checked.kind === 'clock_off') throw clockOff(gates.nowMs());
  if (checked.kind === 'bad_token')
    throw new Refused(401, 'token_refused', 'The box could not prove which store it is.');
  if (access === 'device-once' && !(await gates.spend(checked.device, checked.jti, checked.expiresAt))) {
    throw new Refused(401, 'token_replayed', 'This request was made before.');
  }
  return checked.device;
}

const clockOff = (nowMs: number): Refused =>
  new Refused(401, 'clock_off', 'The clock of the box is off by more than a minute or two.', {
    data: { serverTime: new Date(nowMs).toISOString() },
  });

/** The cookie is SameSite=Strict; this stands behind it for a browser that does not know that. */
function refuseForeignOrigin(request: Request): null {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && URL.parse(origin)?.host !== request.headers.host);
  if (foreign) throw new Refused(403, 'foreign_origin', 'Another website may not do this.');
  return null;
}

/** A parameter that is given twice is no parameter: nobody guesses which one was meant. */
function flat(query: Request['query']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

function check(schema: z.ZodType, value: unknown, where: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ pointer: pointerOf(where === '' ? path : [where, ...path]), detail: message }));
  throw new Refused(400, 'bad_request', 'Something in the request is not as it should be.', { errors });
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function send(response: Response, status: number, json: unknown): void {
  response.setHeader('cache-control', 'no-store');
  if (json === undefined) response.status(status).end();
  else response.status(status).type('application/json').send(JSON.stringify(json));
}
