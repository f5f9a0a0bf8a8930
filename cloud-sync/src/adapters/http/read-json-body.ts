import type { IncomingMessage } from 'node:http';

const mostBytes = 1_048_576;

export type JsonBody = { ok: true; value: object } | { ok: false; status: 400 | 413; error: string };

const wrong = (error: string): JsonBody => ({ ok: false, status: 400, error });

/** A JSON object of sensible size; no body at all is an empty one. */
export async function readJsonBody(request: IncomingMessage): Promise<JsonBody> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    // Read on, or the line would break before the client has heard why; but not for ever.
    if (size > 64 * mostBytes) break;
    if (size <= mostBytes) parts.push(part);
    else parts.length = 0;
  }
  if (size > mostBytes) return { ok: false, status: 413, error: 'Request body too large' };
  if (size === 0) return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ok: true, value }
      : wrong('Request body must be a JSON object');
  } catch {
    return wrong('Invalid JSON in request body');
  }
}
