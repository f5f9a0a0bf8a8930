import { Problem } from '@auraconnect/shared/protocol/problem.ts';

export interface ApiFaultDetails {
  /** Stable code of the problem, or `no_answer` when nothing came back. */
  code: string;
  /** HTTP status; 0 when nothing came back. */
  status: number;
  /** One safe sentence in English, from whoever refused. */
  title: string;
  correlationId?: string | undefined;
  data?: Record<string, unknown> | undefined;
  retryAfterSeconds?: number | undefined;
}

/** What the cloud refused or could not do. `code` decides what the screen says; the rest is for support. */
export class ApiFault extends Error {
  override name = 'ApiFault';
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly correlationId: string | null;
  readonly data: Record<string, unknown>;
  readonly retryAfterSeconds: number | null;

  constructor(details: ApiFaultDetails, options?: ErrorOptions) {
    super(details.title, options);
    this.code = details.code;
    this.status = details.status;
    this.title = details.title;
    this.correlationId = details.correlationId ?? null;
    this.data = details.data ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }

  /** What a person reads to support: the request's own id, else the code. */
  get supportCode(): string {
    return this.correlationId ?? this.code;
  }
}

/** Nothing came back: no network, a cloud that is down, a request that was given up. */
export const noAnswer = (cause: unknown): ApiFault =>
  new ApiFault({ code: 'no_answer', status: 0, title: 'The cloud did not answer.' }, { cause });

/** Reads a refusal. What is not a problem document (a proxy's page) becomes `unavailable` or `internal` by its status. */
export async function faultOf(response: Response): Promise<ApiFault> {
  const problem = Problem.safeParse(await response.json().catch(() => null));
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : undefined;
  if (!problem.success) {
    const code = response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal';
    return new ApiFault({
      code,
      status: response.status,
      title: 'The cloud answered with an error.',
      retryAfterSeconds,
    });
  }
  const { code, title, correlationId, data } = problem.data;
  const named = correlationId ?? response.headers.get('x-correlation-id') ?? undefined;
  return new ApiFault({ code, status: response.status, title, correlationId: named, data, retryAfterSeconds });
}
