import type { NextFunction, Request, Response } from 'express';
import { type Problem, problemContentType } from '@auraconnect/shared/protocol/problem.ts';
import { isDamage } from '../../integrity/damage.ts';
import type { Log } from '../../ports.ts';
import { StoreFault, type StoreFaultCode } from '../../store/store-fault.ts';

/** Thrown by a route; sent as a problem document (RFC 9457). */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    title: string,
    more: Partial<Problem> & { headers?: Record<string, string> } = {},
  ) {
    super(`${code}: ${title}`);
    const { headers = {}, ...rest } = more;
    this.problem = { type: `urn:auraconnect:problem:${code}`, title, status, code, ...rest };
    this.headers = headers;
  }
}

export function sendProblem(
  response: Response,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const correlationId = String(response.getHeader('x-correlation-id') ?? '');
  response.status(problem.status).set(headers).type(problemContentType);
  response.send(JSON.stringify(correlationId === '' ? problem : { ...problem, correlationId }));
}

/** What Express, its body parser and the router throw by themselves. */
const parserProblems: Record<string, [number, string, string]> = {
  'entity.parse.failed': [400, 'malformed_json', 'This is not JSON.'],
  'entity.too.large': [413, 'body_too_large', 'This is more than can be taken at once.'],
  'encoding.unsupported': [415, 'encoding_unsupported', 'This content encoding is not understood.'],
  'charset.unsupported': [415, 'charset_unsupported', 'Only UTF-8 is understood.'],
  'request.size.invalid': [400, 'body_incomplete', 'The body is not as long as it says.'],
  'request.aborted': [400, 'request_aborted', 'The request was broken off.'],
};

const faultStatus: Partial<Record<StoreFaultCode, number>> = { disk_full: 507 };

/** The last handler: whatever went wrong becomes one clear document, and nothing of the inside gets out. */
export function problemHandler(
  log: Log,
  failed: (error: unknown) => void,
): (error: unknown, request: Request, response: Response, next: NextFunction) => void {
  return (error, request, response, _next) => {
    failed(error);
    const { problem, headers } = toProblem(error);
    const fields = {
      err: error,
      method: request.method,
      path: request.path.slice(0, 200),
      correlationId: String(response.getHeader('x-correlation-id') ?? ''),
    };
    if (problem.status >= 500) log.error(fields, 'a request failed');
    else log.debug({ ...fields, err: undefined, code: problem.code }, 'a request was refused');
    sendProblem(response, problem, headers);
  };
}

export const problemOfFault = ({ code, message }: StoreFault): HttpProblem =>
  new HttpProblem(faultStatus[code] ?? 503, code, message, { headers: { 'retry-after': '2' } });

function toProblem(error: unknown): { problem: Problem; headers: Readonly<Record<string, string>> } {
  if (error instanceof HttpProblem) return error;
  if (error instanceof StoreFault) return problemOfFault(error);
  if (isDamage(error))
    return problemOfFault(new StoreFault('store_damaged', 'The store’s record is damaged; call your support.', error));
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  const known = typeof type === 'string' ? parserProblems[type] : undefined;
  if (known !== undefined) return new HttpProblem(...known);
  if (error instanceof URIError) return new HttpProblem(400, 'malformed_path', 'This address is not well-formed.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new HttpProblem(status, 'bad_request', 'This request could not be understood.');
  }
  return new HttpProblem(
    500,
    'internal_error',
    'Something went wrong in the appliance. It has been written to its log.',
  );
}
