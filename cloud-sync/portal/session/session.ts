import type {
  ChangePasswordRequest,
  LoginRequest,
  Me,
  SessionAnswer,
  SignUpRequest,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { ApiFault, faultOf, noAnswer } from './api-fault.ts';

export type SessionState =
  | { kind: 'starting' }
  | { kind: 'in'; me: Me }
  /** `nobody` was never signed in here, `over` was signed out elsewhere or too long away, `left` signed out. */
  | { kind: 'out'; because: 'nobody' | 'over' | 'left' }
  /** Whether there is a session cannot be known now. */
  | { kind: 'unreachable'; fault: ApiFault };

export type Send = (path: string, init: RequestInit) => Promise<Response>;

export interface SessionNeeds {
  /** Sends to the cloud; rejects when nothing came back. */
  send: Send;
  /** One tab at a time: the cookie that one tab spends, the other must not send again. */
  alone?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tells the person's other tabs that they left. */
  announceLeft?: () => void;
}

/**
 * Who is signed in. The access token lives only in this object; the browser holds the refresh cookie, which no script can
 * read. Any number of requests that find their token expired share one refresh.
 */
export class Session {
  readonly #needs: SessionNeeds;
  readonly #listeners = new Set<() => void>();
  #state: SessionState = { kind: 'starting' };
  #token: string | null = null;
  #refreshing: Promise<boolean> | null = null;

  constructor(needs: SessionNeeds) {
    this.#needs = needs;
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Finds out whether this browser still has a session. */
  async start(): Promise<void> {
    try {
      await this.#refresh();
    } catch (fault) {
      this.#become({ kind: 'unreachable', fault: fault instanceof ApiFault ? fault : noAnswer(fault) });
    }
  }

  /** @throws ApiFault `login_wrong`, `too_many_attempts`, `no_answer` */
  async signIn(request: LoginRequest): Promise<void> {
    await this.#begin('/auth/login', request);
  }

  /** @throws ApiFault `email_taken`, `bad_request`, `no_answer` */
  async signUp(request: SignUpRequest): Promise<void> {
    await this.#begin('/auth/sign-up', request);
  }

  /** This session goes on, every other one of the person's ends. @throws ApiFault `password_wrong`, `too_many_attempts`, `no_answer` */
  async changePassword(request: ChangePasswordRequest): Promise<void> {
    const response = await this.fetch('/auth/password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    this.#accept((await response.json()) as SessionAnswer);
  }

  /** Leaves at once on this screen; the cloud is told, and when it cannot be, the cookie is still there. @throws ApiFault */
  async signOut(): Promise<void> {
    const response = await this.#send('/auth/logout', { method: 'POST' });
    if (!response.ok && response.status !== 401) throw await faultOf(response);
    this.#needs.announceLeft?.();
    this.leave('left');
  }

  /** Another tab signed out, or the cloud said that the session is over. */
  leave(because: 'over' | 'left'): void {
    this.#token = null;
    this.#become({ kind: 'out', because });
  }

  /**
   * Sends with the access token; when the cloud says that it expired, refreshes once and sends once more.
   *
   * @throws ApiFault for every answer that is not a success
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const usedToken = this.#token;
    let response = await this.#send(path, withToken(init, usedToken));
    if (response.status === 401) {
      // Another request may have refreshed while this one was on its way: its token is new enough.
      const renewed = this.#token !== null && this.#token !== usedToken ? true : await this.#refresh();
      if (!renewed) throw await faultOf(response);
      response = await this.#send(path, withToken(init, this.#token));
    }
    if (!response.ok) throw await faultOf(response);
    return response;
  }

  async #begin(path: string, request: LoginRequest | SignUpRequest): Promise<void> {
    const response = await this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (!response.ok) throw await faultOf(response);
    this.#accept((await response.json()) as SessionAnswer);
  }

  #refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refreshOnce().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  /** False: the session is over. A cloud that does not answer ends nothing. */
  async #refreshOnce(): Promise<boolean> {
    const alone = this.#needs.alone ?? (<T>(work: () => Promise<T>) => work());
    const response = await alone(() => this.#send('/auth/refresh', { method: 'POST' }));
    if (response.status === 401) {
      const wasIn = this.#state.kind === 'in';
      this.#token = null;
      this.#become({ kind: 'out', because: wasIn ? 'over' : 'nobody' });
      return false;
    }
    if (!response.ok) throw await faultOf(response);
    this.#accept((await response.json()) as SessionAnswer);
    return true;
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#needs.send(path, init);
    } catch (cause) {
      // Whoever asked gave up (a newer question, a page left): that is no fault of the cloud.
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      throw noAnswer(cause);
    }
  }

  #accept({ accessToken, me }: SessionAnswer): void {
    this.#token = accessToken;
    const known = this.#state.kind === 'in' && this.#state.me.ownerId === me.ownerId;
    if (!known) this.#become({ kind: 'in', me });
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function withToken(init: RequestInit, token: string | null): RequestInit {
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}
