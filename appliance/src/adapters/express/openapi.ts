import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { Problem, problemContentType } from '@auraconnect/shared/protocol/problem.ts';
import type { Access, Route } from './route.ts';

/** The OpenAPI document of the very list of routes that is served. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'AuraConnect store appliance',
      version,
      description: 'The API of one store, on its own network. Amounts are integers of minor units.',
    },
    paths,
    components: {
      securitySchemes: {
        deviceKey: { type: 'http', scheme: 'bearer', description: 'The key that a device got when it was paired.' },
        staffToken: {
          type: 'apiKey',
          in: 'header',
          name: 'x-staff-token',
          description: 'Who is signed in at the device.',
        },
      },
    },
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const good = String(route.answer.status ?? 200);
  const schema = route.answer.schema ?? z.unknown();
  const noContent = good === '204';
  return {
    summary: route.summary,
    security: securityOf(route.access),
    requestParams: {
      ...(route.params === undefined ? {} : { path: z.object(route.params) }),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
    },
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }),
    responses: {
      [good]: {
        description: route.answer.description,
        ...(noContent ? {} : { content: { 'application/json': { schema } } }),
      },
      default: {
        description: 'What went wrong, as RFC 9457 has it.',
        content: { [problemContentType]: { schema: Problem } },
      },
    },
    ...(typeof route.access === 'object'
      ? { description: `Needs the permission \`${route.access.permission}\`.` }
      : {}),
  };
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'public') return [];
  return access === 'device' ? [{ deviceKey: [] }] : [{ deviceKey: [], staffToken: [] }];
}
