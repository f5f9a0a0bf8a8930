import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { Problem, problemContentType } from '@auraconnect/shared/protocol/problem.ts';
import type { Route, RouteAccess } from './route.ts';

const security: Record<RouteAccess, Record<string, string[]>[]> = {
  anybody: [],
  // Signing in and out works without one: an alternative that asks for nothing.
  cookie: [{ refreshCookie: [] }, {}],
  owner: [{ ownerToken: [] }],
  device: [{ deviceToken: [] }],
  'device-once': [{ deviceToken: [] }],
};

/** The OpenAPI 3.1 document of the routes, made from the same schemas that check the requests. */
export function openApiText(routes: readonly Route[], version: string): string {
  const paths: ZodOpenApiPathsObject = {};
  for (const definition of routes) {
    const path = definition.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [definition.method]: operation(definition) };
  }
  const document = createDocument({
    openapi: '3.1.1',
    info: {
      title: 'AuraConnect cloud',
      version,
      description:
        "The owners' portal under /api/v1, and the sync of stores under /sync/v1 and /v1/shape. Errors are RFC 9457 problem documents with a stable `code`.",
    },
    paths,
    components: {
      securitySchemes: {
        ownerToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'From sign-up, login or refresh; lives ten minutes.',
        },
        refreshCookie: { type: 'apiKey', in: 'cookie', name: 'aura_refresh' },
        deviceToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'EdDSA, signed by the key with which the store was claimed; at most 120 s old.',
        },
      },
    },
  });
  return JSON.stringify(document);
}

function operation({ summary, access, query, body, params, answer }: Route): ZodOpenApiOperationObject {
  return {
    summary,
    security: security[access],
    ...(query instanceof z.ZodObject || params instanceof z.ZodObject
      ? {
          requestParams: {
            ...(query instanceof z.ZodObject ? { query } : {}),
            ...(params instanceof z.ZodObject ? { path: params } : {}),
          },
        }
      : {}),
    ...(body === null ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      '2XX': { description: answer },
      default: { description: 'A problem', content: { [problemContentType]: { schema: Problem } } },
    },
  };
}
