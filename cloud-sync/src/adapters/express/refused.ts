/** What a route says no with: thrown by handlers, answered as a problem document (RFC 9457). */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly data: Record<string, unknown> | undefined;
  readonly errors: { pointer: string; detail: string }[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    sentence: string,
    more: {
      data?: Record<string, unknown>;
      errors?: { pointer: string; detail: string }[];
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(`${code}: ${sentence}`);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.data = more.data;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

export const notFound = (): Refused => new Refused(404, 'not_found', 'There is no such thing here.');
export const notSignedIn = (): Refused => new Refused(401, 'not_signed_in', 'Sign in to go on.');
