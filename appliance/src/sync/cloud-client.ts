import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { Problem } from '@auraconnect/shared/protocol/problem.ts';
import { SyncCursor, type ClaimAnswer, type ClaimRequest, type HelloAnswer, type HelloRequest, type UpAnswer, type UpRequest } from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import type { DeviceKey } from './device-key.ts';

const compress = promisify(gzip);

const HelloReply = z.object({ cloudEpoch: z.string(), cursor: SyncCursor, serverTime: z.string() });
const UpReply = z.object({ cloudEpoch: z.string(), cursor: SyncCursor, quarantined: z.array(z.object({ id: z.string(), reason: z.string() })) });
const ClaimReply = z.object({ tenantId: z.string(), tenantName: z.string(), cloudEpoch: z.string() });

/** The cloud did not take a request. `retryAfterMs` is what it asked for, if it asked. */
export class CloudFault extends Error {
  override readonly name = 'CloudFault';
  readonly code: string;
  /** 0 when nobody answered. */
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly data: Record<string, unknown>;
  constructor(code: string, message: string, more: { status?: number; retryAfterMs?: number | null; data?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.code = code;
    this.status = more.status ?? 0;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.data = more.data ?? {};
  }
}

/** The appliance's requests to the cloud, each signed with the box's key and given up after `timeoutMs`. */
export class CloudClient {
  readonly #ports: Pick<Ports, 'network' | 'clock' | 'ids'>;
  readonly #key: DeviceKey;
  readonly #timeoutMs: number;

  constructor(ports: Pick<Ports, 'network' | 'clock' | 'ids'>, key: DeviceKey, timeoutMs = 30_000) {
    this.#ports = ports;
    this.#key = key;
    this.#timeoutMs = timeoutMs;
  }

  authorization(storeId: string): Promise<string> {
    return this.#key.sign({ storeId, requestId: this.#ports.ids.next(), nowMs: this.#ports.clock.nowMs() }).then((token) => `Bearer ${token}`);
  }

  async hello(cloudUrl: string, request: HelloRequest): Promise<HelloAnswer> {
    return HelloReply.parse(await this.#post(cloudUrl, '/sync/v1/hello', request, await this.authorization(request.store)));
  }

  async up(cloudUrl: string, request: UpRequest): Promise<UpAnswer> {
    return UpReply.parse(await this.#post(cloudUrl, '/sync/v1/up', request, await this.authorization(request.store)));
  }

  async claim(cloudUrl: string, request: ClaimRequest): Promise<ClaimAnswer> {
    return ClaimReply.parse(await this.#post(cloudUrl, '/sync/v1/claim', request, null));
  }

  async #post(cloudUrl: string, path: string, body: unknown, authorization: string | null): Promise<unknown> {
    const response = await this.#send(new URL(path, cloudUrl), await compress(JSON.stringify(body), { level: 1 }), authorization);
    const text = await response.text().catch((fault: unknown) => {
      throw new CloudFault('cloud_unreachable', 'The connection to the cloud broke off.', { cause: fault });
    });
    const json = parseJson(text);
    if (response.ok && json !== undefined) return json;
    const problem = Problem.safeParse(json);
    const seconds = Number(response.headers.get('retry-after'));
    const more = { status: response.status, retryAfterMs: seconds > 0 ? seconds * 1000 : null };
    if (problem.success) throw new CloudFault(problem.data.code, problem.data.title, { ...more, data: problem.data.data ?? {} });
    throw new CloudFault('cloud_answer_unreadable', `${cloudUrl} answered ${response.status} and not as a cloud of ours does.`, more);
  }

  async #send(url: URL, body: Buffer<ArrayBufferLike>, authorization: string | null): Promise<Response> {
    try {
      return await this.#ports.network.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', ...(authorization ? { authorization } : {}) },
        body: new Uint8Array(body),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch (fault) {
      throw new CloudFault('cloud_unreachable', 'The cloud does not answer.', { cause: fault });
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
