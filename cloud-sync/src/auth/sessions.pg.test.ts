import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { usualLimits } from '../config.ts';
import { TestCloud } from '../../testing/test-cloud.ts';
import type { Answer } from '../../testing/store-box.ts';

describe('owners sign in', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
  });
  afterAll(() => cloud.stop());

  const password = 'correct horse battery';
  const cookieOf = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const refresh = (cookie: string, headers: Record<string, string> = {}) =>
    cloud.send('POST', '/api/v1/auth/refresh', { headers: { cookie, ...headers } });
  const login = (email: string, secret = password) =>
    cloud.send('POST', '/api/v1/auth/login', { body: { email, password: secret } });

  test('an account is made, and its password kept only as Argon2id', async () => {
    const owner = await cloud.owner('Olivia@Example.com', password);
    expect((await owner.get('/api/v1/me')).body).toMatchObject({
      name: 'Olivia',
      email: 'olivia@example.com',
      tenantName: 'Napoli Group',
      tenantId: owner.tenantId,
    });
    const [kept] = await cloud.look<{ password_hash: string }>(
      `select password_hash from owner where email = 'olivia@example.com'`,
    );
    expect(kept?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await login('OLIVIA@example.com')).status).toBe(200);
  });

  test('an address has one account in the whole cloud', async () => {
    await cloud.owner('taken@example.com', password);
    const again = await cloud.send('POST', '/api/v1/auth/sign-up', {
      body: { tenantName: 'Other', name: 'Eve', email: 'Taken@example.com', password },
    });
    expect(again.body).toMatchObject({ status: 409, code: 'email_taken' });
  });

  test.each([
    ['short', 'too short'],
    ['x'.repeat(129), 'too long'],
  ])('a password that is %s is refused at sign-up', async (secret) => {
    const answer = await cloud.send('POST', '/api/v1/auth/sign-up', {
      body: { tenantName: 'T', name: 'N', email: 'len@example.com', password: secret },
    });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] });
  });

  test('a new password is given to whoever knows the old one, and ends every other session', async () => {
    const owner = await cloud.owner('changes@example.com', password);
    const elsewhere = cookieOf(await login('changes@example.com'));
    const change = (currentPassword: string, newPassword: string) =>
      owner.post('/api/v1/auth/password', { currentPassword, newPassword });
    expect((await change('not the old one', 'a wholly new sentence')).body).toMatchObject({
      status: 403,
      code: 'password_wrong',
    });
    expect((await change(password, 'short')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/newPassword' }],
    });
    expect((await refresh(elsewhere)).status).toBe(200);
    const again = cookieOf(await login('changes@example.com'));
    const changed = await change(password, 'a wholly new sentence');
    expect(changed.status).toBe(200);
    for (const cookie of [again, owner.cookie]) expect((await refresh(cookie)).status).toBe(401);
    expect((await refresh(cookieOf(changed))).status).toBe(200);
    expect((await login('changes@example.com')).status).toBe(401);
    expect((await login('changes@example.com', 'a wholly new sentence')).status).toBe(200);
  });

  test('a wrong password and an unknown address are answered alike', async () => {
    await cloud.owner('known@example.com', password);
    const wrong = await login('known@example.com', 'wrong wrong wrong');
    const unknown = await login('nobody@example.com');
    for (const answer of [wrong, unknown]) {
      expect(answer.body).toMatchObject({ status: 401, code: 'login_wrong' });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  test('the access token is short, EdDSA, and says for whom it is', async () => {
    const owner = await cloud.owner();
    const claims = decodeJwt(owner.accessToken);
    expect(decodeProtectedHeader(owner.accessToken)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(claims).toMatchObject({ iss: 'aura-cloud', aud: 'aura-portal', sub: owner.ownerId, tenant: owner.tenantId });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
    cloud.clock.advanceMs(601_000);
    expect((await owner.get('/api/v1/me')).body).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  test.each([
    ['no token', ''],
    ['no bearer', 'Basic abc'],
    ['nonsense', 'Bearer aaaaaaaaaaaaaaaaaaaaaaaa'],
    [
      'an unsigned token',
      `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x"}').toString('base64url')}.`,
    ],
  ])('%s opens nothing', async (_title, authorization) => {
    const answer = await cloud.send('GET', '/api/v1/me', { headers: authorization === '' ? {} : { authorization } });
    expect(answer.body).toMatchObject({ status: 401, code: 'not_signed_in' });
  });

  test("a box's token is none of an owner's, and an owner's none of a box's", async () => {
    const owner = await cloud.owner();
    const box = await cloud.box(owner);
    expect(
      (await cloud.send('GET', '/api/v1/stores', { headers: { authorization: `Bearer ${await box.token()}` } })).status,
    ).toBe(401);
    expect((await box.post('/sync/v1/hello', {}, owner.accessToken)).status).toBe(401);
  });

  test('the refresh cookie is out of reach of scripts and other sites, and changes with each use', async () => {
    const owner = await cloud.owner();
    const answer = await refresh(owner.cookie);
    expect(answer.status).toBe(200);
    const attributes = answer.headers.get('set-cookie') ?? '';
    expect(attributes).toMatch(/; HttpOnly/);
    expect(attributes).toMatch(/; SameSite=Strict/);
    expect(attributes).toMatch(/; Path=\/api\/v1\/auth(;|$)/);
    expect(cookieOf(answer)).not.toBe(owner.cookie);
    expect((await cloud.signedIn(answer).get('/api/v1/me')).status).toBe(200);
    const kept = await cloud.look<{ text: string }>(
      `select encode(token_hash, 'escape') as text from refresh_token where tenant = $1`,
      [owner.tenantId],
    );
    expect(kept.some(({ text }) => owner.cookie.includes(text))).toBe(false);
  });

  test('a cookie that is used again later ends the session for thief and owner alike', async () => {
    const owner = await cloud.owner();
    const next = cookieOf(await refresh(owner.cookie));
    cloud.clock.advanceMs(11_000);
    const stolen = await refresh(owner.cookie);
    expect(stolen.body).toMatchObject({ status: 401, code: 'session_over' });
    expect(stolen.headers.get('set-cookie')).toMatch(/aura_refresh=;/);
    expect((await refresh(next)).status).toBe(401);
    expect(
      (
        await login(
          (await cloud.look<{ email: string }>('select email from owner where id = $1', [owner.ownerId]))[0]?.email ??
            '',
          'a long enough password',
        )
      ).status,
    ).toBe(200);
  });

  test('two tabs that refresh at once both go on', async () => {
    const owner = await cloud.owner();
    const answers = await Promise.all([refresh(owner.cookie), refresh(owner.cookie)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const answer of answers) expect((await refresh(cookieOf(answer))).status).toBe(200);
  });

  test('logging out ends this session and no other', async () => {
    const email = 'two-devices@example.com';
    const first = await cloud.owner(email, password);
    const second = cookieOf(await login(email));
    expect((await cloud.send('POST', '/api/v1/auth/logout', { headers: { cookie: first.cookie } })).status).toBe(204);
    expect((await refresh(first.cookie)).status).toBe(401);
    expect((await refresh(second)).status).toBe(200);
  });

  test('a session that nobody uses for two weeks is over', async () => {
    const owner = await cloud.owner();
    cloud.clock.advanceMs(15 * 86_400_000);
    expect((await refresh(owner.cookie)).status).toBe(401);
  });

  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('another website cannot use the cookie: %o', async (headers) => {
    const owner = await cloud.owner();
    expect((await refresh(owner.cookie, headers as Record<string, string>)).body).toMatchObject({
      status: 403,
      code: 'foreign_origin',
    });
  });

  test('the session survives a restart of the server, and so does the signing key', async () => {
    const owner = await cloud.owner();
    await cloud.restart();
    expect((await owner.get('/api/v1/me')).status).toBe(200);
    expect((await refresh(owner.cookie)).status).toBe(200);
  });
});

describe('who tries passwords out', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'), {
      limits: { ...usualLimits, loginsPerAccount: 3 },
      demo: { email: 'demo@example.com', password: 'demonstration', tenantName: 'Bella Napoli' },
    });
  });
  afterAll(() => cloud.stop());
  const login = (password: string) =>
    cloud.send('POST', '/api/v1/auth/login', { body: { email: 'demo@example.com', password } });

  test('has to wait after some wrong ones, even for the right one', async () => {
    for (let n = 0; n < 3; n += 1) expect((await login('not this one, no')).status).toBe(401);
    const answer = await login('demonstration');
    expect(answer.body).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  test('the demo account is made once, and a second start leaves it as it is', async () => {
    const before = await cloud.look('select id, password_hash from owner');
    expect(before).toHaveLength(1);
    await cloud.restart();
    expect(await cloud.look('select id, password_hash from owner')).toEqual(before);
    expect((await login('demonstration')).body.me).toMatchObject({ tenantName: 'Bella Napoli' });
  });
});
