import { describe, expect, it, vi } from 'vitest';
import { ApiFault } from './api-fault.ts';
import { Session, type Send } from './session.ts';

const me = { ownerId: 'o1', name: 'Dana', email: 'dana@example.com', tenantId: 't1', tenantName: 'Bella Napoli' };
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const problem = (status: number, code: string): Response =>
  json(status, { type: 'about:blank', title: 'No.', status, code });

/** A cloud whose access tokens can be made to expire and whose session can be ended from elsewhere. */
class Cloud {
  token = 0;
  sessionAlive = true;
  down = false;
  refreshes = 0;
  readonly asked: string[] = [];
  /** Requests wait here until released, so that a test can interleave them. */
  gate: Promise<void> = Promise.resolve();

  expire(): void {
    this.token += 1;
  }

  readonly send: Send = async (path, init) => {
    if (this.down) throw new TypeError('Failed to fetch');
    this.asked.push(path);
    const bearer = new Headers(init.headers).get('authorization');
    if (path === '/auth/refresh') {
      this.refreshes += 1;
      await this.gate;
      if (!this.sessionAlive) return problem(401, 'session_over');
      this.token += 1;
      return json(200, { accessToken: `t${this.token}`, expiresAt: '', me });
    }
    if (path === '/auth/logout') return new Response(null, { status: 204 });
    if (path === '/auth/login') {
      this.token += 1;
      return json(200, { accessToken: `t${this.token}`, expiresAt: '', me });
    }
    return bearer === `Bearer t${this.token}` ? json(200, { path }) : problem(401, 'not_signed_in');
  };
}

async function signedIn(): Promise<{ cloud: Cloud; session: Session }> {
  const cloud = new Cloud();
  const session = new Session({ send: cloud.send });
  await session.signIn({ email: me.email, password: 'long enough for this' });
  return { cloud, session };
}

describe('an owner’s session', () => {
  it('goes on after a reload by its cookie alone', async () => {
    const cloud = new Cloud();
    const session = new Session({ send: cloud.send });
    expect(session.state).toEqual({ kind: 'starting' });
    await session.start();
    expect(session.state).toEqual({ kind: 'in', me });
    expect((await session.fetch('/me')).status).toBe(200);
  });

  it('shares one refresh among all requests that find the token expired', async () => {
    const { cloud, session } = await signedIn();
    cloud.expire();
    let open = (): void => undefined;
    cloud.gate = new Promise((resolve) => (open = resolve));
    const answers = ['/stores', '/sales/now', '/orders'].map((path) => session.fetch(path));
    await expect.poll(() => cloud.asked.filter((path) => path !== '/auth/refresh')).toHaveLength(4);
    open();
    expect((await Promise.all(answers)).map((response) => response.status)).toEqual([200, 200, 200]);
    expect(cloud.refreshes).toBe(1);
  });

  it('does not refresh again for a request that was refused under the token before', async () => {
    const cloud = new Cloud();
    let releaseSlow = (): void => undefined;
    const slow = new Promise<void>((resolve) => (releaseSlow = resolve));
    const slowOnce = new Set(['/slow']);
    const session = new Session({
      send: async (path, init) => {
        const answer = await cloud.send(path, init);
        if (slowOnce.delete(path)) await slow;
        return answer;
      },
    });
    await session.start();
    const before = cloud.refreshes;
    cloud.expire();
    const late = session.fetch('/slow');
    await session.fetch('/quick');
    releaseSlow();
    expect((await late).status).toBe(200);
    expect(cloud.refreshes - before).toBe(1);
  });

  it('is over when it was ended elsewhere, and says so once to everybody who listens', async () => {
    const { cloud, session } = await signedIn();
    const heard: string[] = [];
    session.subscribe(() => heard.push(session.state.kind));
    cloud.expire();
    cloud.sessionAlive = false;
    const answers = await Promise.allSettled([session.fetch('/stores'), session.fetch('/orders')]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected']);
    expect(session.state).toEqual({ kind: 'out', because: 'over' });
    expect(heard).toEqual(['out']);
  });

  it('tells a browser without a session from one whose session ended', async () => {
    const cloud = new Cloud();
    cloud.sessionAlive = false;
    const session = new Session({ send: cloud.send });
    await session.start();
    expect(session.state).toEqual({ kind: 'out', because: 'nobody' });
  });

  it('signs nobody out because the cloud does not answer', async () => {
    const { cloud, session } = await signedIn();
    cloud.down = true;
    await expect(session.fetch('/stores')).rejects.toMatchObject({ code: 'no_answer', status: 0 });
    expect(session.state.kind).toBe('in');
    const fresh = new Session({ send: cloud.send });
    await fresh.start();
    expect(fresh.state.kind).toBe('unreachable');
    cloud.down = false;
    await fresh.start();
    expect(fresh.state.kind).toBe('in');
  });

  it('leaves at once, and tells the other tabs', async () => {
    const cloud = new Cloud();
    const announceLeft = vi.fn<() => void>();
    const session = new Session({ send: cloud.send, announceLeft });
    await session.start();
    await session.signOut();
    expect(session.state).toEqual({ kind: 'out', because: 'left' });
    expect(announceLeft).toHaveBeenCalledOnce();
    expect(cloud.asked).toContain('/auth/logout');
  });

  it('carries the code, the sentence and the support code of a refusal', async () => {
    const session = new Session({
      send: async () =>
        json(409, { type: 'about:blank', title: 'Taken.', status: 409, code: 'email_taken', correlationId: 'c-7' }),
    });
    const fault = await session
      .signUp({ tenantName: 'Bella', name: 'Dana', email: me.email, password: 'long enough for this' })
      .catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(ApiFault);
    expect(fault).toMatchObject({ code: 'email_taken', status: 409, supportCode: 'c-7' });
  });

  it('reads a proxy’s error page as a cloud that is not available', async () => {
    const session = new Session({ send: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }) });
    await expect(session.fetch('/stores')).rejects.toMatchObject({ code: 'unavailable', status: 502 });
  });
});
