export interface OwnerRecord {
  tenantId: string;
  tenantName: string;
  ownerId: string;
  name: string;
  email: string;
  passwordHash: string;
}

/** One link of a session's chain of refresh tokens. Only its hash is kept. */
export interface RefreshToken {
  id: string;
  family: string;
  ownerId: string;
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
}
export interface NewRefreshToken {
  id: string;
  family: string;
  ownerId: string;
  tokenHash: Buffer;
  issuedAt: string;
  expiresAt: string;
}

/** What becomes of a presented token, decided while it is locked. */
export type RefreshDecision =
  | { kind: 'rotate'; next: NewRefreshToken }
  | { kind: 'refuse' }
  | { kind: 'revoke-family' };

export interface OwnerStore {
  /** Makes the tenant and its first owner; false when the e-mail address has an account somewhere. */
  create(owner: OwnerRecord, createdAt: string): Promise<boolean>;
  /** The address in lower case. */
  byEmail(email: string): Promise<OwnerRecord | null>;
  byId(tenantId: string, ownerId: string): Promise<OwnerRecord | null>;
  /** Keeps the hash of a new password and ends every session that began with the old one. */
  changePassword(tenantId: string, ownerId: string, passwordHash: string, now: string): Promise<void>;
  addRefreshToken(tenantId: string, token: NewRefreshToken): Promise<void>;
  /** Finds and locks the token, lets `decide` judge it (null: no such token), does what it says, and returns it. */
  settleRefresh(
    tenantId: string,
    tokenHash: Buffer,
    now: string,
    decide: (token: RefreshToken | null) => RefreshDecision,
  ): Promise<RefreshDecision>;
  revokeFamilyOf(tenantId: string, tokenHash: Buffer, now: string): Promise<void>;
}
