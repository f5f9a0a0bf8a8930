import type {
  NewRefreshToken,
  OwnerRecord,
  OwnerStore,
  RefreshDecision,
  RefreshToken,
} from '../../auth/owner-store.ts';
import type { Database, Transaction } from './database.ts';

const ownerColumns = `o.tenant as "tenantId", t.name as "tenantName", o.id as "ownerId", o.name, o.email, o.password_hash as "passwordHash"
  from owner o join tenant t on t.id = o.tenant`;

export function postgresOwners(database: Database): OwnerStore {
  return {
    create: (owner, createdAt) => database.tenant(owner.tenantId, (tx) => create(tx, owner, createdAt)),

    async byEmail(email) {
      const found = await database.directory('login_directory', email, (tx) =>
        tx.row<{ belongs_to: string; owner_id: string }>(
          'select belongs_to, owner_id from login_directory where email = $1',
          [email],
        ),
      );
      return found === null ? null : this.byId(found.belongs_to, found.owner_id);
    },

    byId: (tenantId, ownerId) =>
      database.tenant(tenantId, (tx) =>
        tx.row<OwnerRecord>(`select ${ownerColumns} where o.tenant = $1 and o.id = $2`, [tenantId, ownerId]),
      ),

    changePassword: (tenantId, ownerId, passwordHash, now) =>
      database.tenant(tenantId, async (tx) => {
        await tx.run('update owner set password_hash = $3 where tenant = $1 and id = $2', [
          tenantId,
          ownerId,
          passwordHash,
        ]);
        await tx.run(
          'update refresh_token set revoked_at = $3 where tenant = $1 and owner_id = $2 and revoked_at is null',
          [tenantId, ownerId, now],
        );
      }),

    addRefreshToken: (tenantId, token) => database.tenant(tenantId, (tx) => insertToken(tx, tenantId, token)),

    settleRefresh: (tenantId, tokenHash, now, decide) =>
      database.tenant(tenantId, async (tx) => {
        const token = await tx.row<RefreshToken>(
          `select id, family, owner_id as "ownerId", expires_at as "expiresAt", used_at as "usedAt", revoked_at as "revokedAt"
           from refresh_token where tenant = $1 and token_hash = $2 for update`,
          [tenantId, tokenHash],
        );
        const decision = decide(token);
        if (token !== null) await carryOut(tx, tenantId, token, decision, now);
        return decision;
      }),

    revokeFamilyOf: (tenantId, tokenHash, now) =>
      database.tenant(tenantId, async (tx) => {
        await tx.run(
          `update refresh_token set revoked_at = $3 where tenant = $1 and revoked_at is null
           and family = (select family from refresh_token where tenant = $1 and token_hash = $2)`,
          [tenantId, tokenHash, now],
        );
      }),
  };
}

/** The directory's key is taken first: of two who sign up with one address at once, one waits and then sees that it is taken. */
async function create(tx: Transaction, owner: OwnerRecord, createdAt: string): Promise<boolean> {
  const taken = await tx.run(
    'insert into login_directory (email, owner_id, belongs_to) values ($1, $2, $3) on conflict do nothing',
    [owner.email, owner.ownerId, owner.tenantId],
  );
  if (taken === 0) return false;
  await tx.run('insert into tenant (id, name, created_at) values ($1, $2, $3)', [
    owner.tenantId,
    owner.tenantName,
    createdAt,
  ]);
  await tx.run(
    'insert into owner (tenant, id, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)',
    [owner.tenantId, owner.ownerId, owner.email, owner.name, owner.passwordHash, createdAt],
  );
  return true;
}

async function carryOut(
  tx: Transaction,
  tenantId: string,
  token: RefreshToken,
  decision: RefreshDecision,
  now: string,
): Promise<void> {
  if (decision.kind === 'revoke-family') {
    await tx.run('update refresh_token set revoked_at = $3 where tenant = $1 and family = $2 and revoked_at is null', [
      tenantId,
      token.family,
      now,
    ]);
  } else if (decision.kind === 'rotate') {
    await tx.run('update refresh_token set used_at = coalesce(used_at, $3) where tenant = $1 and id = $2', [
      tenantId,
      token.id,
      now,
    ]);
    await insertToken(tx, tenantId, decision.next);
    await tx.run('delete from refresh_token where tenant = $1 and owner_id = $2 and expires_at < $3', [
      tenantId,
      token.ownerId,
      now,
    ]);
  }
}

async function insertToken(tx: Transaction, tenantId: string, token: NewRefreshToken): Promise<void> {
  await tx.run(
    'insert into refresh_token (tenant, id, family, owner_id, token_hash, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenantId, token.id, token.family, token.ownerId, token.tokenHash, token.issuedAt, token.expiresAt],
  );
}
