import { jwtVerify, SignJWT, type CryptoKey } from 'jose';
import { z } from 'zod';
import { Uuid } from '@auraconnect/shared/time/ids.ts';

export interface OwnerIdentity {
  tenantId: string;
  ownerId: string;
}
export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

export const accessTokenLifeMs = 10 * 60_000;
const issuer = 'aura-cloud';
const audience = 'aura-portal';
const Claims = z.object({ sub: Uuid, tenant: Uuid });

export async function issueAccessToken(
  key: SigningKey,
  owner: OwnerIdentity,
  nowMs: number,
): Promise<{ token: string; expiresAt: string }> {
  const issuedAt = Math.floor(nowMs / 1000);
  const expiresAt = issuedAt + accessTokenLifeMs / 1000;
  const token = await new SignJWT({ tenant: owner.tenantId })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(owner.ownerId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key.privateKey);
  return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
}

/** Who it is, or null for a token that is not ours, over, or of another kind. Algorithm, issuer, audience and type are all fixed. */
export async function readAccessToken(key: SigningKey, token: string, nowMs: number): Promise<OwnerIdentity | null> {
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: ['EdDSA'],
      issuer,
      audience,
      typ: 'at+jwt',
      currentDate: new Date(nowMs),
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    const claims = Claims.safeParse(payload);
    return claims.success ? { tenantId: claims.data.tenant, ownerId: claims.data.sub } : null;
  } catch {
    return null;
  }
}
