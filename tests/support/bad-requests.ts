import { request } from 'node:http';

/** One operation of an OpenAPI document. */
export interface Operation {
  method: string;
  /** As the document has it: `/api/v1/orders/{id}`. */
  path: string;
  takesBody: boolean;
  needsKey: boolean;
}

interface OpenApi {
  paths: Record<string, Record<string, { requestBody?: unknown; security?: Record<string, string[]>[] }>>;
}

export async function operationsOf(baseUrl: string, headers: Record<string, string>): Promise<Operation[]> {
  const response = await fetch(`${baseUrl}/openapi.json`, { headers });
  const { paths } = (await response.json()) as OpenApi;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, security = [] }]) => ({
      method: method.toUpperCase(),
      path,
      takesBody: requestBody !== undefined,
      needsKey: security.length > 0 && security.every((alternative) => Object.keys(alternative).length > 0),
    })),
  );
}

export interface Attempt {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  contentType: string;
  text: string;
}

/** Sends exactly this; `fetch` would tidy up what is meant to be wrong. */
export function attempt({ url, method, headers = {}, body }: Attempt): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? 0 : Buffer.byteLength(body);
    const { hostname, port } = new URL(url);
    const path = url.slice(new URL(url).origin.length);
    const asked = request({
      hostname,
      port,
      path,
      method,
      headers: { ...headers, ...(length > 0 ? { 'content-length': String(length) } : {}) },
      timeout: 20_000,
    });
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        asked.destroy();
        resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', text });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`${method} ${url.slice(0, 200)} was not answered`)));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What is wrong with an answer to something that must be refused; null when it is a proper problem document. */
export function faultOf({ status, contentType, text }: Answer): string | null {
  if (status >= 500) return `${status} ${text.slice(0, 300)}`;
  if (status < 400) return null;
  if (!contentType.startsWith('application/problem+json')) return `${status} as ${contentType}`;
  const problem = JSON.parse(text) as { type?: unknown; title?: unknown; status?: unknown; code?: unknown };
  const isProblem =
    typeof problem.type === 'string' &&
    typeof problem.title === 'string' &&
    problem.title !== '' &&
    problem.status === status;
  if (!isProblem || typeof problem.code !== 'string' || !/^[a-z][a-z_]*[a-z]$/.test(problem.code))
    return `no problem document: ${text.slice(0, 300)}`;
  return /\bat \S+ \(|node_modules|\/src\//.test(text) ? `tells about the inside: ${text.slice(0, 300)}` : null;
}

export const codeOf = ({ text }: Answer): string => (JSON.parse(text) as { code: string }).code;
