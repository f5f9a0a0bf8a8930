import { createHash } from 'node:crypto';
import type {
  ChangePasswordRequest,
  LoginRequest,
  SessionAnswer,
  SignUpRequest,
} from '@auraconnect/shared/protocol/portal-api.ts';
import { instantOf, type CloudPorts } from '../ports.ts';
import { issueAccessToken, readAccessToken, type OwnerIdentity, type SigningKey } from './access-token.ts';
import type { NewRefreshToken, OwnerRecord, OwnerStore, RefreshDecision, RefreshToken } from './owner-store.ts';

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** A session that began or went on. `refreshToken` is for the cookie and nowhere else. */
export interface Session {
  answer: SessionAnswer;
  refreshToken: string;
}

/** A session that nobody uses for so long is over. */
export const refreshTokenLifeMs = 14 * 86_400_000;
/** How long a used token still gives a new one: two tabs, or an answer that was lost on the way. After that it was stolen. */
export const refreshGraceMs = 10_000;

export interface SessionsNeeds {
  ports: CloudPorts;
  owners: OwnerStore;
  passwords: PasswordHasher;
  key: SigningKey;
}

export class Sessions {
  readonly #needs: SessionsNeeds;
  /** Compared against when there is no such owner, so that the answer takes as long as for one. */
  #decoyHash: Promise<string> | null = null;

  constructor(needs: SessionsNeeds) {
    this.#needs = needs;
  }

  /** Null: the e-mail address is taken. */
  async signUp(request: SignUpRequest): Promise<Session | null> {
    const { ports, owners, passwords } = this.#needs;
    const owner: OwnerRecord = {
      tenantId: ports.ids.next(),
      tenantName: request.tenantName,
      ownerId: ports.ids.next(),
      name: request.name,
      email: request.email.toLowerCase(),
      passwordHash: await passwords.hash(request.password),
    };
    return (await owners.create(owner, instantOf(ports.clock))) ? this.#begin(owner) : null;
  }

  /** Null: no such owner, or another password; nobody learns which. */
  async login(request: LoginRequest): Promise<Session | null> {
    const { owners, passwords, ports } = this.#needs;
    const owner = await owners.byEmail(request.email.toLowerCase());
    this.#decoyHash ??= passwords.hash(Buffer.from(ports.random.bytes(24)).toString('base64url'));
    const right = await passwords.verify(owner?.passwordHash ?? (await this.#decoyHash), request.password);
    return owner !== null && right ? this.#begin(owner) : null;
  }

  /** A new password for somebody who is signed in and knows the old one: every session ends, and this one begins anew. Null: they do not. */
  async changePassword(who: OwnerIdentity, request: ChangePasswordRequest): Promise<Session | null> {
    const { owners, passwords, ports } = this.#needs;
    const owner = await owners.byId(who.tenantId, who.ownerId);
    if (owner === null || !(await passwords.verify(owner.passwordHash, request.currentPassword))) return null;
    const passwordHash = await passwords.hash(request.newPassword);
    await owners.changePassword(owner.tenantId, owner.ownerId, passwordHash, instantOf(ports.clock));
    return this.#begin(owner);
  }

  /** Goes on with a session. Null when it is over; a token that was used before ends it for everybody who holds one of its kind. */
  async refresh(refreshToken: string): Promise<Session | null> {
    const { owners, ports } = this.#needs;
    const parts = readRefreshToken(refreshToken);
    if (parts === null) return null;
    const successor = this.#newToken(parts.tenantId);
    const decision = await owners.settleRefresh(parts.tenantId, parts.hash, instantOf(ports.clock), (token) =>
      this.#judge(token, successor.row),
    );
    if (decision.kind !== 'rotate') {
      if (decision.kind === 'revoke-family')
        ports.log.warn({ tenantId: parts.tenantId }, 'a refresh token was used twice; its session is revoked');
      return null;
    }
    const owner = await owners.byId(parts.tenantId, decision.next.ownerId);
    return owner === null ? null : this.#session(owner, successor.text);
  }

  async logout(refreshToken: string): Promise<void> {
    const parts = readRefreshToken(refreshToken);
    if (parts !== null)
      await this.#needs.owners.revokeFamilyOf(parts.tenantId, parts.hash, instantOf(this.#needs.ports.clock));
  }

  identify(accessToken: string): Promise<OwnerIdentity | null> {
    return readAccessToken(this.#needs.key, accessToken, this.#needs.ports.clock.nowMs());
  }

  #judge(token: RefreshToken | null, next: Omit<NewRefreshToken, 'family' | 'ownerId'>): RefreshDecision {
    const nowMs = this.#needs.ports.clock.nowMs();
    if (token === null || token.revokedAt !== null || Date.parse(token.expiresAt) <= nowMs) return { kind: 'refuse' };
    if (token.usedAt !== null && nowMs - Date.parse(token.usedAt) > refreshGraceMs) return { kind: 'revoke-family' };
    return { kind: 'rotate', next: { ...next, family: token.family, ownerId: token.ownerId } };
  }

  async #begin(owner: OwnerRecord): Promise<Session> {
    const { owners, ports } = this.#needs;
    const token = this.#newToken(owner.tenantId);
    await owners.addRefreshToken(owner.tenantId, { ...token.row, family: ports.ids.next(), ownerId: owner.ownerId });
    return this.#session(owner, token.text);
  }

  async #session(owner: OwnerRecord, refreshToken: string): Promise<Session> {
    const { token, expiresAt } = await issueAccessToken(this.#needs.key, owner, this.#needs.ports.clock.nowMs());
    const { ownerId, name, email, tenantId, tenantName } = owner;
    return {
      refreshToken,
      answer: { accessToken: token, expiresAt, me: { ownerId, name, email, tenantId, tenantName } },
    };
  }

  /** The tenant is written in front of the secret, so that row-level security can be on before the token is looked up. */
  #newToken(tenantId: string): { text: string; row: Omit<NewRefreshToken, 'family' | 'ownerId'> } {
    const { ports } = this.#needs;
    const text = `${tenantId}.${Buffer.from(ports.random.bytes(32)).toString('base64url')}`;
    const issuedAt = ports.clock.nowMs();
    const row = {
      id: ports.ids.next(),
      tokenHash: hashOf(text),
      issuedAt: new Date(issuedAt).toISOString(),
      expiresAt: new Date(issuedAt + refreshTokenLifeMs).toISOString(),
    };
    return { text, row };
  }
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function readRefreshToken(text: string): { tenantId: string; hash: Buffer } | null {
  const match = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.[\w-]{43}$/.exec(text);
  return match?.[1] === undefined ? null : { tenantId: match[1], hash: hashOf(text) };
}
