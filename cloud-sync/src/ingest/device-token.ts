import { decodeJwt, importJWK, jwtVerify, type CryptoKey } from 'jose';
import { z } from 'zod';
import { Uuid } from '@auraconnect/shared/time/ids.ts';

export interface DeviceIdentity {
  tenantId: string;
  storeId: string;
  thumbprint: string;
}
export interface DeviceKey {
  thumbprint: string;
  /** `x` of the Ed25519 public JWK. */
  publicKey: string;
}
export interface ClaimedStore {
  tenantId: string;
  keys: DeviceKey[];
}
export interface DeviceKeys {
  /** Null when nobody has claimed the store. Only keys that are not revoked. */
  ofStore(storeId: string): Promise<ClaimedStore | null>;
  /** True the first time, false when this token was used before. */
  spend(device: DeviceIdentity, jti: string, expiresAt: string): Promise<boolean>;
}

export type DeviceCheck =
  | { kind: 'device'; device: DeviceIdentity; jti: string; expiresAt: string }
  | { kind: 'not_claimed' }
  | { kind: 'bad_token' }
  /** Signed right, but the box's clock is off by more than a token lives. */
  | { kind: 'clock_off' };

export const deviceTokenLifeMs = 120_000;
/** A box's clock may run ahead by this much. */
const aheadMs = 60_000;

const Unproven = z.object({ iss: Uuid, iat: z.number(), jti: z.string().min(8).max(100) });

/** Who sent a request: a JWT (EdDSA) that the box signed with the key it was claimed with, at most 120 s old, made for this cloud. */
export async function checkDeviceToken(keys: DeviceKeys, token: string, nowMs: number): Promise<DeviceCheck> {
  const unproven = readUnproven(token);
  if (unproven === null) return { kind: 'bad_token' };
  const store = await keys.ofStore(unproven.iss);
  if (store === null) return { kind: 'not_claimed' };
  for (const key of store.keys) {
    if (!(await isSignedBy(key, token, unproven.iss))) continue;
    const ageMs = nowMs - unproven.iat * 1000;
    if (ageMs > deviceTokenLifeMs || ageMs < -aheadMs) return { kind: 'clock_off' };
    const device = { tenantId: store.tenantId, storeId: unproven.iss, thumbprint: key.thumbprint };
    return {
      kind: 'device',
      device,
      jti: unproven.jti,
      expiresAt: new Date(unproven.iat * 1000 + deviceTokenLifeMs + 1000).toISOString(),
    };
  }
  return { kind: 'bad_token' };
}

function readUnproven(token: string): z.infer<typeof Unproven> | null {
  try {
    const claims = Unproven.safeParse(decodeJwt(token));
    return claims.success ? claims.data : null;
  } catch {
    return null;
  }
}

async function isSignedBy(key: DeviceKey, token: string, storeId: string): Promise<boolean> {
  try {
    const publicKey = (await importJWK({ kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, 'EdDSA')) as CryptoKey;
    // Age is judged apart, so that a box whose clock is off is told so and can mend it. jose would refuse an old `exp` here.
    await jwtVerify(token, publicKey, {
      algorithms: ['EdDSA'],
      issuer: storeId,
      audience: 'aura-cloud',
      currentDate: new Date((decodeJwt(token).iat ?? 0) * 1000),
    });
    return true;
  } catch {
    return false;
  }
}
