import type { IncomingMessage } from 'node:http';

const mostBytes = 1_048_576;

/** A JSON object of sensible size; no body at all is an empty one. */
export async function readJsonBody(request: IncomingMessage): Promise<{ ok: true; value: object } | { ok: false }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return { ok: false };
    parts.push(part);
  }
  if (size === 0) return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ok: true, value } : { ok: false };
  } catch {
    return { ok: false };
  }
}
