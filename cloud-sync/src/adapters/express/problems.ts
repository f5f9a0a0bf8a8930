import type { ErrorRequestHandler, Response } from 'express';
import { problemContentType, type Problem } from '@auraconnect/shared/protocol/problem.ts';
import type { Logger } from 'pino';
import { Refused } from './refused.ts';

export function sendProblem(response: Response, refused: Refused, correlationId: string): void {
  const problem: Problem = {
    type: `urn:auraconnect:problem:${refused.code}`,
    title: refused.sentence,
    status: refused.status,
    code: refused.code,
    ...(refused.errors === undefined ? {} : { errors: refused.errors }),
    ...(refused.data === undefined ? {} : { data: refused.data }),
    correlationId,
  };
  if (refused.retryAfterSeconds !== undefined) response.setHeader('retry-after', String(refused.retryAfterSeconds));
  response.status(refused.status).setHeader('cache-control', 'no-store');
  response.type(problemContentType).send(JSON.stringify(problem));
}

/** The last handler: refusals as they are, everything else as a fault that tells the caller nothing but a number to call with. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const correlationId = String(response.locals['correlationId'] ?? '');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const refused = asRefused(error);
    if (refused.status >= 500)
      log.error({ correlationId, method: request.method, path: request.path, err: error }, 'a request failed');
    sendProblem(response, refused, correlationId);
  };
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const { status, code } = error as { status?: unknown; code?: unknown };
  if (error instanceof URIError || status === 400)
    return new Refused(400, 'bad_request', 'The address cannot be read.');
  if (
    isDatabaseTrouble(code) ||
    (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message))
  ) {
    return new Refused(503, 'unavailable', 'The cloud is busy or starting. It tries again by itself.', {
      retryAfterSeconds: 5,
    });
  }
  return new Refused(500, 'internal', 'Something went wrong on our side. Nothing was lost.');
}

/** Postgres classes 08 connection, 40 rollback, 53 resources, 55P03 lock, 57 operator; and what Node says of sockets. */
const isDatabaseTrouble = (code: unknown): boolean =>
  typeof code === 'string' && /^(08...|40...|53...|55P03|57...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code);
