import type { CashReport, CashSession } from '../cash/cash.ts';
import type { JournalRow } from '../journal/journal-row.ts';
import type { OpenException } from '../facts/exception.ts';
import type { CommandAnswer, CommandEnvelope } from '../protocol/command.ts';
import type { KeptLookAnswer, KeptOfferAnswer, KeptPlace, KeptState } from '../protocol/kept-rows.ts';
import { Problem, problemContentType } from '../protocol/problem.ts';
import type {
  ApprovalAnswer,
  ApprovalRequest,
  Bootstrap,
  ExceptionList,
  OrderPage,
  PairAnswer,
  PairRequest,
  PairingWindow,
  PersonOnDuty,
  SalesReport,
  SignInAnswer,
  SignInRequest,
} from '../protocol/store-api.ts';
import type { HttpRequest, HttpResponse, SendHttp } from './ports.ts';
import { StoreProblem, StoreUnreachable } from './store-fault.ts';

export interface StoreApiOptions {
  /** Where the appliance is, without a slash at the end: `http://127.0.0.1:4100`. */
  baseUrl: string;
  /** Read at every call; null before pairing. */
  deviceToken: () => string | null;
  sendHttp: SendHttp;
  /** A fresh id per call; it comes back in problems and stands in the appliance's log. */
  newCorrelationId: () => string;
  timeoutMs?: number;
}

export interface CallOptions {
  /** Of the person signed in, where a route asks who. */
  staffToken?: string | null;
  timeoutMs?: number;
  /** The rows that commands led to come with their answers. */
  withRows?: boolean;
}

export interface OrderQuery {
  status?: 'open' | 'closed' | 'voided' | undefined;
  businessDate?: string | undefined;
  search?: string | undefined;
  before?: string | undefined;
  limit?: number | undefined;
}

export const defaultTimeoutMs = 8_000;
export const correlationHeader = 'x-correlation-id';

/**
 * The appliance's HTTP API as a till or screen calls it. Every method throws `StoreProblem` when the appliance says no
 * and `StoreUnreachable` when it says nothing.
 */
export class StoreApi {
  readonly #options: StoreApiOptions;

  constructor(options: StoreApiOptions) {
    this.#options = options;
  }

  get baseUrl(): string {
    return this.#options.baseUrl;
  }

  get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return this.#call<T>('GET', path, null, options);
  }

  post<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
    return this.#call<T>('POST', path, body, options);
  }

  put<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
    return this.#call<T>('PUT', path, body, options);
  }

  delete(path: string, options: CallOptions = {}): Promise<void> {
    return this.#call<void>('DELETE', path, null, options);
  }

  pair(request: PairRequest): Promise<PairAnswer> {
    return this.post('/pair', request);
  }

  openPairingWindow(options: CallOptions): Promise<PairingWindow> {
    return this.post('/pairing-windows', {}, options);
  }

  people(): Promise<PersonOnDuty[]> {
    return this.get('/people');
  }

  signIn(request: SignInRequest, options: CallOptions = {}): Promise<SignInAnswer> {
    return this.post('/sessions', request, options);
  }

  approve(request: ApprovalRequest): Promise<ApprovalAnswer> {
    return this.post('/approvals', request);
  }

  bootstrap(): Promise<Bootstrap> {
    return this.get('/bootstrap');
  }

  orders(query: OrderQuery, options: CallOptions = {}): Promise<OrderPage> {
    return this.get(`/orders${queryText(query)}`, options);
  }

  async exceptions(options: CallOptions = {}): Promise<OpenException[]> {
    return (await this.get<ExceptionList>('/exceptions', options)).exceptions;
  }

  cashReport(sessionId: string, options: CallOptions = {}): Promise<CashReport> {
    return this.get(`/cash-sessions/${sessionId}/report`, options);
  }

  /** Drawer sessions of every till, the latest first. */
  cashSessions(limit: number, options: CallOptions = {}): Promise<CashSession[]> {
    return this.get(`/cash-sessions${queryText({ limit })}`, options);
  }

  cashSession(sessionId: string, options: CallOptions = {}): Promise<CashSession> {
    return this.get(`/cash-sessions/${sessionId}`, options);
  }

  salesReport(from: string, to: string, options: CallOptions = {}): Promise<SalesReport> {
    return this.get(`/reports/sales${queryText({ from, to })}`, options);
  }

  /** One answer per command, in the same order. */
  async commands(envelopes: readonly CommandEnvelope[], options: CallOptions = {}): Promise<CommandAnswer[]> {
    const path = options.withRows === true ? '/commands?rows=1' : '/commands';
    const answers = await this.post<CommandAnswer[]>(path, envelopes, options);
    if (!Array.isArray(answers) || answers.length !== envelopes.length) {
      throw new StoreUnreachable('', new Error(`${envelopes.length} commands got an answer of another length`));
    }
    return answers;
  }

  /** @param forgottenN see `KeptLook` */
  async lookForKept(places: readonly KeptPlace[], forgottenN: number | null): Promise<KeptState[]> {
    const look = { places, ...(forgottenN !== null && { forgottenN }) };
    return (await this.post<KeptLookAnswer>('/kept-rows/look', look)).states;
  }

  offerKept(rows: readonly JournalRow[]): Promise<KeptOfferAnswer> {
    return this.post('/kept-rows/offer', { rows });
  }

  async #call<T>(method: HttpRequest['method'], path: string, body: unknown, options: CallOptions): Promise<T> {
    const correlationId = this.#options.newCorrelationId();
    const token = this.#options.deviceToken();
    const headers: Record<string, string> = {
      accept: `application/json, ${problemContentType}`,
      [correlationHeader]: correlationId,
    };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    if (options.staffToken !== undefined && options.staffToken !== null) headers['x-staff-token'] = options.staffToken;
    const hasBody = method === 'POST' || method === 'PUT';
    if (hasBody) headers['content-type'] = 'application/json';
    let response: HttpResponse;
    try {
      response = await this.#options.sendHttp({
        method,
        url: `${this.#options.baseUrl}/api/v1${path}`,
        headers,
        body: hasBody ? JSON.stringify(body) : null,
        timeoutMs: options.timeoutMs ?? this.#options.timeoutMs ?? defaultTimeoutMs,
      });
    } catch (cause) {
      throw new StoreUnreachable(correlationId, cause);
    }
    return readAnswer<T>(response, correlationId);
  }
}

function readAnswer<T>(response: HttpResponse, correlationId: string): T {
  const body = parseJson(response.text);
  if (response.status >= 200 && response.status < 300) {
    // A proxy or captive portal answers 200 with a page: that is not the appliance.
    if (body === undefined && response.status !== 204)
      throw new StoreUnreachable(correlationId, new Error('The answer is not JSON'));
    return body as T;
  }
  const problem = Problem.safeParse(body);
  if (problem.success) throw new StoreProblem(problem.data, correlationId);
  throw new StoreProblem(
    {
      type: 'about:blank',
      title: 'The appliance could not do this.',
      status: response.status,
      code: `http_${response.status}`,
    },
    response.header(correlationHeader) ?? correlationId,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function queryText(query: object): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === null || value === ''
      ? []
      : [`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
