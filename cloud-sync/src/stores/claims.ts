import { createHash } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { ClaimCodeAnswer, ClaimCodeRow } from '@auraconnect/shared/protocol/portal-api.ts';
import type { ClaimRequest } from '@auraconnect/shared/protocol/sync.ts';
import { instantOf, type CloudPorts } from '../ports.ts';

export type ClaimOutcome =
  | { kind: 'claimed'; tenantId: string; tenantName: string }
  /** No such code, or it is over, or another box used it: the same answer, so that nobody can try codes out. */
  | { kind: 'code_wrong' }
  | { kind: 'key_wrong' }
  /** The box belongs to another tenant, who has to let it go first. */
  | { kind: 'claimed_elsewhere' };

export interface ClaimedBox {
  storeId: string;
  name: string;
  epoch: string;
  publicKey: string;
  thumbprint: string;
}
export interface ClaimStore {
  addCode(
    tenantId: string,
    code: { id: string; hash: string; note: string; createdBy: string; createdAt: string; expiresAt: string },
  ): Promise<void>;
  codes(tenantId: string): Promise<ClaimCodeRow[]>;
  /** Ties the box to the code's tenant. Repeated by the same box with the same key it says the same again. */
  claim(codeHash: string, box: ClaimedBox, now: string): Promise<ClaimOutcome>;
}

const codeLifeMs = 24 * 3_600_000;
/** Crockford's base 32: no letter that looks like a digit. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export async function createClaimCode(
  ports: CloudPorts,
  claims: ClaimStore,
  owner: { tenantId: string; ownerId: string },
  note: string,
): Promise<ClaimCodeAnswer> {
  // 12 letters of 5 bits: too many to try, few enough to type.
  const code = Array.from(ports.random.bytes(12), (byte) => letters[byte & 31]).join('');
  const createdAt = instantOf(ports.clock);
  const expiresAt = new Date(ports.clock.nowMs() + codeLifeMs).toISOString();
  await claims.addCode(owner.tenantId, {
    id: ports.ids.next(),
    hash: hashOf(code),
    note,
    createdBy: owner.ownerId,
    createdAt,
    expiresAt,
  });
  return { code: `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`, expiresAt };
}

export async function claimStore(ports: CloudPorts, claims: ClaimStore, request: ClaimRequest): Promise<ClaimOutcome> {
  if (Buffer.from(request.publicKey.x, 'base64url').length !== 32) return { kind: 'key_wrong' };
  const thumbprint = await calculateJwkThumbprint(request.publicKey);
  const box = {
    storeId: request.store,
    name: request.name,
    epoch: request.epoch,
    publicKey: request.publicKey.x,
    thumbprint,
  };
  return claims.claim(hashOf(asTyped(request.claimCode)), box, instantOf(ports.clock));
}

/** What people write for what they read. */
const asTyped = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

const hashOf = (code: string): string => createHash('sha256').update(`claim:${code}`).digest('hex');
