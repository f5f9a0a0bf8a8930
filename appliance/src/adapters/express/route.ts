import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Permission } from '@auraconnect/shared/staff/permissions.ts';
import type { DeviceRecord } from '../../store/core.ts';

/**
 * `public`: no key at all. `device`: the key of a paired device. `staff`: somebody signed in at it (`x-staff-token`).
 * A permission: somebody signed in who has it.
 */
export type Access = 'public' | 'device' | 'staff' | { permission: Permission };

export interface RouteCall<Body, Query> {
  params: Readonly<Record<string, string>>;
  body: Body;
  query: Query;
  /** Set unless the route is public. */
  device: DeviceRecord;
  /** Set when somebody is signed in; always where the access asks for it. */
  staffId: string | null;
  correlationId: string;
  request: Request;
  response: Response;
}

export interface RouteAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Undefined: no content. */
  body?: unknown;
  contentType?: string;
}

/** One route of the API: how it is called, who may, and what it does. The OpenAPI document and the tests of bad input read the same list. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** In Express's form: `/api/v1/orders/:id`. */
  path: string;
  access: Access;
  summary: string;
  body?: z.ZodType;
  query?: z.ZodType;
  params?: Record<string, z.ZodType>;
  /** What a good answer is, in words, and its schema where there is one. */
  answer: { description: string; schema?: z.ZodType; status?: number };
  bodyLimit?: string;
  handle(call: RouteCall<never, never>): Promise<RouteAnswer>;
}

interface TypedRoute<B extends z.ZodType, Q extends z.ZodType> extends Omit<Route, 'handle' | 'body' | 'query'> {
  body?: B;
  query?: Q;
  handle(call: RouteCall<z.infer<B>, z.infer<Q>>): Promise<RouteAnswer>;
}

/** Checks that a route's handler fits its schemas. */
export const route = <B extends z.ZodType, Q extends z.ZodType>(spec: TypedRoute<B, Q>): Route =>
  spec as unknown as Route;
