import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import { actorOf } from '@auraconnect/shared/staff/roles.ts';
import type { DeviceKeys } from '../../devices/device-tokens.ts';
import type { StaffTokens } from '../../staff/staff-tokens.ts';
import type { Core, DeviceRecord } from '../../store/core.ts';
import { HttpProblem } from './problems.ts';
import type { Route, RouteAnswer } from './route.ts';

export interface MountParts {
  core: Core;
  deviceKeys: DeviceKeys;
  staffTokens: StaffTokens;
}

const jsonBody = express.json;

/** Puts the routes on the app, each with what it asks for: key, person, body, query. Ends with 405 and 404. */
export function mountRoutes(app: Express, routes: readonly Route[], parts: MountParts): void {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const handlers: RequestHandler[] = [];
    if (route.body !== undefined)
      handlers.push(needsJson, jsonBody({ limit: route.bodyLimit ?? '64kb', strict: true, type: () => true }));
    handlers.push((request, response, next) => {
      call(route, request, response, parts).then(
        (answer) => send(response, answer),
        (error: unknown) => next(error),
      );
    });
    app[route.method](route.path, ...handlers);
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, known] of methods) {
    // Not `app.all`, which makes a layer for each of HTTP's three dozen methods: for all routes together a tenth of the start.
    app.route(path).all((_request: Request, _response: Response, next: NextFunction) => {
      const allow = known.join(', ');
      next(new HttpProblem(405, 'method_not_allowed', `This address takes ${allow}.`, { headers: { allow } }));
    });
  }
}

const needsJson: RequestHandler = (request, _response, next) => {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') next();
  else next(new HttpProblem(415, 'content_type_unsupported', 'Send JSON, with the content type application/json.'));
};

async function call(route: Route, request: Request, response: Response, parts: MountParts): Promise<RouteAnswer> {
  const device = route.access === 'public' ? null : deviceOf(request, parts.deviceKeys);
  const params = read(route.params ?? {}, request.params);
  const query: unknown = route.query === undefined ? undefined : check(route.query, request.query, '');
  const body: unknown = route.body === undefined ? undefined : check(route.body, request.body as unknown, '');
  const staffId = device === null ? null : await staffOf(request, device, parts.staffTokens);
  if (route.access === 'staff' || typeof route.access === 'object') {
    if (staffId === null) throw new HttpProblem(401, 'sign_in_needed', 'Somebody has to sign in first.');
  }
  if (typeof route.access === 'object' && staffId !== null) await needs(route.access.permission, staffId, parts.core);
  return route.handle({
    params,
    query: query as never,
    body: body as never,
    // Only public routes have none, and they do not look.
    device: device as DeviceRecord,
    staffId,
    correlationId: String(response.getHeader('x-correlation-id')),
    request,
    response,
  });
}

function send(response: Response, { status = 200, headers = {}, body, contentType }: RouteAnswer): void {
  if (response.headersSent || response.writableEnded) return;
  response.status(body === undefined && status === 200 ? 204 : status).set(headers);
  if (body === undefined) response.end();
  else if (contentType !== undefined) response.type(contentType).send(body);
  else {
    // Written out here: Express's own `json` looks at settings and computes an ETag for every order.
    const text = JSON.stringify(body);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(text));
    response.end(text);
  }
}

export function bearerOf(request: Request): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token !== undefined && token !== '' ? token : null;
}

function deviceOf(request: Request, keys: DeviceKeys): DeviceRecord {
  const token = bearerOf(request);
  const challenge = { headers: { 'www-authenticate': 'Bearer' } };
  if (token === null)
    throw new HttpProblem(401, 'device_key_missing', 'This device is not paired with the store.', challenge);
  const device = keys.deviceOf(token);
  if (device === null)
    throw new HttpProblem(
      401,
      'device_unknown',
      'This device is not, or no longer, part of the store; pair it again.',
      challenge,
    );
  return device;
}

async function staffOf(request: Request, device: DeviceRecord, tokens: StaffTokens): Promise<string | null> {
  const token = request.headers['x-staff-token'];
  if (typeof token !== 'string' || token === '') return null;
  const claims = await tokens.readStaff(token, device.deviceId);
  if (typeof claims !== 'string') return claims.staffId;
  throw claims === 'expired'
    ? new HttpProblem(401, 'staff_token_expired', 'Please sign in again.')
    : new HttpProblem(401, 'staff_token_invalid', 'Please sign in again.');
}

async function needs(permission: Permission, staffId: string, core: Core): Promise<void> {
  const allowed = await core.read((view) => {
    const { staff, roles } = view.index();
    const member = staff.get(staffId);
    return member !== undefined && actorOf(member, roles.get(member.roleId) ?? null).permissions.has(permission);
  });
  if (!allowed)
    throw new HttpProblem(403, 'permission_needed', 'This needs a permission that you do not have.', {
      data: { permission },
    });
}

function read(schemas: Record<string, z.ZodType>, params: Record<string, unknown>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const result = schema.safeParse(params[name]);
    // An id that cannot be one names nothing.
    if (!result.success)
      throw new HttpProblem(404, 'not_found', 'There is no such thing here.', { detail: `${name} is not a valid id` });
    values[name] = String(result.data);
  }
  return values;
}

/** @throws HttpProblem 400 with where and why, never with what was sent. */
export function check<T>(schema: z.ZodType<T>, value: unknown, pointer: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20).map((issue) => ({
    pointer: `${pointer}${issue.path.map((part) => `/${String(part)}`).join('')}`,
    detail: issue.message,
  }));
  throw new HttpProblem(400, 'invalid_request', 'This request could not be understood.', { errors });
}
