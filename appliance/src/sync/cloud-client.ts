import { z } from 'zod';
import { Problem } from '@auraconnect/shared/protocol/problem.ts';
import { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import {
  aheadHeader,
  LostTail,
  SyncCursor,
  type ClaimAnswer,
  type ClaimRequest,
  type HelloAnswer,
  type HelloRequest,
  type TailAnswer,
  type TailRequest,
  type UpAnswer,
  type UpRequest,
} from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import { withDeadline } from './deadline.ts';
import type { DeviceKey } from './device-key.ts';
import { packPlainly, packRows, type PackedBody } from './pack-request.ts';
import { retryAfterMs } from './pause.ts';

const HelloReply = z.object({
  cloudEpoch: z.string(),
  cursor: SyncCursor,
  serverTime: z.string(),
  accepts: z.array(z.string()).optional(),
  lost: z.array(LostTail).optional(),
});
const TailReply = z.object({ rows: z.array(JournalRow) });
const UpReply = z.object({
  cloudEpoch: z.string(),
  cursor: SyncCursor,
  quarantined: z.array(z.object({ id: z.string(), reason: z.string() })),
});
const ClaimReply = z.object({ tenantId: z.string(), tenantName: z.string(), cloudEpoch: z.string() });

/** The cloud did not take a request. `retryAfterMs` is what it asked for, if it asked. */
export class CloudFault extends Error {
  override readonly name = 'CloudFault';
  readonly code: string;
  /** 0 when nobody answered. */
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly data: Record<string, unknown>;
  constructor(
    code: string,
    message: string,
    more: { status?: number; retryAfterMs?: number | null; data?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.status = more.status ?? 0;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.data = more.data ?? {};
  }
}

export type CloudClientPorts = Pick<Ports, 'network' | 'clock' | 'timers' | 'ids'>;

/** The appliance's requests to the cloud, each signed anew with the box's key and given up after `timeoutMs` or when `signal` says so. */
export class CloudClient {
  readonly #ports: CloudClientPorts;
  readonly #key: DeviceKey;
  readonly #timeoutMs: number;
  /** Ways of packing that the cloud said it reads; none until it has greeted. */
  #accepts: ReadonlySet<string> = new Set();

  constructor(ports: CloudClientPorts, key: DeviceKey, timeoutMs = 30_000) {
    this.#ports = ports;
    this.#key = key;
    this.#timeoutMs = timeoutMs;
  }

  /** One request's `Authorization`: the cloud takes each token once where something is written, and none older than two minutes. */
  async authorization(storeId: string): Promise<string> {
    return `Bearer ${await this.#key.sign({ storeId, requestId: this.#ports.ids.next(), nowMs: this.#ports.clock.nowMs() })}`;
  }

  async hello(cloudUrl: string, request: HelloRequest, signal?: AbortSignal): Promise<HelloAnswer> {
    const answer = readAs(
      HelloReply,
      await this.#post(
        cloudUrl,
        '/sync/v1/hello',
        await packPlainly(request),
        await this.authorization(request.store),
        signal,
      ),
    );
    // A cloud that was set back to an older version says less than before.
    this.#accepts = new Set(answer.accepts);
    return answer;
  }

  /** @param ahead the batch before it was not answered yet */
  async up(
    cloudUrl: string,
    request: UpRequest,
    signal?: AbortSignal,
    { ahead = false }: { ahead?: boolean } = {},
  ): Promise<UpAnswer> {
    const send = async (body: PackedBody): Promise<UpAnswer> =>
      readAs(UpReply, await this.#post(cloudUrl, '/sync/v1/up', body, await this.authorization(request.store), signal));
    try {
      const packed = await packRows(request, this.#accepts);
      return await send(ahead ? { ...packed, headers: { ...packed.headers, [aheadHeader]: '1' } } : packed);
    } catch (fault) {
      // Packed rows prove their end only: with every hash of theirs the cloud can tell a person which entry was changed.
      if (!(fault instanceof CloudFault) || fault.code !== 'chain_broken' || this.#accepts.size === 0) throw fault;
      return send(await packPlainly(request));
    }
  }

  async tail(cloudUrl: string, request: TailRequest, signal?: AbortSignal): Promise<TailAnswer> {
    return readAs(
      TailReply,
      await this.#post(
        cloudUrl,
        '/sync/v1/tail',
        await packPlainly(request),
        await this.authorization(request.store),
        signal,
      ),
    );
  }

  async claim(cloudUrl: string, request: ClaimRequest, signal?: AbortSignal): Promise<ClaimAnswer> {
    return readAs(ClaimReply, await this.#post(cloudUrl, '/sync/v1/claim', await packPlainly(request), null, signal));
  }

  async #post(
    cloudUrl: string,
    path: string,
    body: PackedBody,
    authorization: string | null,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { timers, clock } = this.#ports;
    const { response, text } = await withDeadline(timers, this.#timeoutMs, [signal], (until) =>
      this.#exchange(new URL(path, cloudUrl), body, authorization, until),
    );
    const json = parseJson(text);
    if (response.ok && json !== undefined) return json;
    const problem = Problem.safeParse(json);
    const more = {
      status: response.status,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), clock.nowMs()),
    };
    if (problem.success)
      throw new CloudFault(problem.data.code, problem.data.title, { ...more, data: problem.data.data ?? {} });
    throw new CloudFault(
      'cloud_answer_unreadable',
      `${cloudUrl} answered ${response.status} and not as a cloud of ours does.`,
      { ...more, status: 0 },
    );
  }

  async #exchange(
    url: URL,
    body: PackedBody,
    authorization: string | null,
    signal: AbortSignal,
  ): Promise<{ response: Response; text: string }> {
    try {
      const response = await this.#ports.network.fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...body.headers,
          ...(authorization ? { authorization } : {}),
        },
        body: new Uint8Array(body.bytes),
        signal,
      });
      return { response, text: await response.text() };
    } catch (fault) {
      throw new CloudFault('cloud_unreachable', 'The cloud does not answer.', { cause: fault });
    }
  }
}

function readAs<T>(schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw new CloudFault('cloud_answer_unreadable', 'The cloud answered something that this version cannot read.', {
    cause: read.error,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
