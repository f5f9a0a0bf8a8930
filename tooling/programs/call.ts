import type { Problem } from '@auraconnect/shared/protocol/problem.ts';

/** A program answered with a problem document, or with nothing that can be read. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Device key or access token. */
  token?: string;
  staffToken?: string;
  body?: unknown;
}

/** One JSON request to one of our programs. @throws CallFailed with the sentence of its problem document. */
export async function call<T>(url: string, { method, token, staffToken, body }: CallOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (staffToken !== undefined) headers['x-staff-token'] = staffToken;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (!response.ok) {
    const problem = parse<Partial<Problem>>(text);
    throw new CallFailed(
      problem?.code ?? 'unreadable',
      response.status,
      `${problem?.title ?? `${url} answered ${response.status}.`}${problem?.detail ? ` ${problem.detail}` : ''}`,
    );
  }
  return (text === '' ? undefined : parse<T>(text)) as T;
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
