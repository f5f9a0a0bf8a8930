import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { OwnerIdentity } from '../../auth/access-token.ts';
import type { DeviceIdentity } from '../../ingest/device-token.ts';

/** Who may call a route: anybody, the holder of the refresh cookie, an owner, or a store's box (whose token may be used once, or again). */
export type RouteAccess = 'anybody' | 'cookie' | 'owner' | 'device-once' | 'device';

interface Identities {
  anybody: null;
  cookie: null;
  owner: OwnerIdentity;
  'device-once': DeviceIdentity;
  device: DeviceIdentity;
}

export interface RouteInput<Access extends RouteAccess, Query, Body, Params> {
  who: Identities[Access];
  query: Query;
  body: Body;
  params: Params;
  request: Request;
  response: Response;
  correlationId: string;
  log: Logger;
}

/** What a handler answers; null when it has answered by itself. */
export interface RouteAnswer {
  status?: number;
  json?: unknown;
}

export interface Route {
  method: 'get' | 'post';
  path: string;
  summary: string;
  access: RouteAccess;
  query: z.ZodType | null;
  body: z.ZodType | null;
  params: z.ZodType | null;
  /** Largest body in bytes, after it was unpacked. */
  bodyLimit: number;
  /** Turns another form of the body into the one that is described; what it cannot read it hands on, to be refused. */
  toDescribedBody: (json: unknown) => unknown;
  answer: string;
  handle(input: RouteInput<RouteAccess, unknown, unknown, unknown>): Promise<RouteAnswer | null>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : null;

/** One route: what it takes, who may, what it answers. Express, the checks and the OpenAPI document are all made from it. */
export function route<
  Access extends RouteAccess,
  Query extends z.ZodType | null = null,
  Body extends z.ZodType | null = null,
  Params extends z.ZodType | null = null,
>(definition: {
  method: 'get' | 'post';
  path: string;
  summary: string;
  access: Access;
  query?: Query;
  body?: Body;
  params?: Params;
  bodyLimit?: number;
  toDescribedBody?: (json: unknown) => unknown;
  answer: string;
  handle: (input: RouteInput<Access, Parsed<Query>, Parsed<Body>, Parsed<Params>>) => Promise<RouteAnswer | null>;
}): Route {
  const {
    query = null,
    body = null,
    params = null,
    bodyLimit = 512 * 1024,
    toDescribedBody = (json: unknown) => json,
    ...rest
  } = definition;
  return {
    ...rest,
    query,
    body,
    params,
    bodyLimit,
    toDescribedBody,
    handle: definition.handle as unknown as Route['handle'],
  };
}
