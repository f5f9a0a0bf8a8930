import { type CryptoKey, errors, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '@auraconnect/shared/time/clock.ts';

/** A shift and a bit: nobody signs in again in the middle of the evening. */
export const staffTokenLifetimeMs = 14 * 60 * 60_000;
/** A manager approves what is on the screen now. */
export const approvalLifetimeMs = 5 * 60_000;
const mostTokensKept = 500;

export interface StaffClaims {
  staffId: string;
  deviceId: string;
}

export interface ApprovalClaims extends StaffClaims {
  commandId: string;
}

export type TokenRefusal = 'expired' | 'invalid';

interface Kept {
  claims: Record<string, unknown>;
  expiresAtMs: number;
}

/**
 * Short-lived proofs of who is signed in where, signed by this box and checked by it without anybody else. A token counts only
 * at the device it was made for; what its owner may do is looked up at every command, so a changed role counts at once.
 */
export class StaffTokens {
  readonly #key: CryptoKey;
  readonly #publicKey: CryptoKey;
  readonly #issuer: string;
  readonly #clock: Clock;
  /** Checked signatures: the same token comes with every tap of a shift. */
  readonly #checked = new Map<string, Kept>();

  private constructor(keys: { key: CryptoKey; publicKey: CryptoKey }, issuer: string, clock: Clock) {
    this.#key = keys.key;
    this.#publicKey = keys.publicKey;
    this.#issuer = issuer;
    this.#clock = clock;
  }

  static async makeKey(): Promise<JWK> {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    return exportJWK(privateKey);
  }

  static async open(jwk: JWK, issuer: string, clock: Clock): Promise<StaffTokens> {
    const { d: _secret, ...open } = jwk;
    const [key, publicKey] = await Promise.all([importJWK(jwk, 'EdDSA'), importJWK(open, 'EdDSA')]);
    return new StaffTokens({ key: key as CryptoKey, publicKey: publicKey as CryptoKey }, issuer, clock);
  }

  async signIn({ staffId, deviceId }: StaffClaims): Promise<{ token: string; expiresAtMs: number }> {
    return this.#sign('staff', staffId, { device: deviceId }, staffTokenLifetimeMs);
  }

  async approve({ staffId, deviceId, commandId }: ApprovalClaims): Promise<{ token: string; expiresAtMs: number }> {
    return this.#sign('approval', staffId, { device: deviceId, command: commandId }, approvalLifetimeMs);
  }

  async readStaff(token: string, deviceId: string): Promise<StaffClaims | TokenRefusal> {
    const claims = await this.#read('staff', token);
    if (typeof claims === 'string') return claims;
    return claims['device'] === deviceId ? { staffId: String(claims['sub']), deviceId } : 'invalid';
  }

  async readApproval(token: string, deviceId: string, commandId: string): Promise<ApprovalClaims | TokenRefusal> {
    const claims = await this.#read('approval', token);
    if (typeof claims === 'string') return claims;
    return claims['device'] === deviceId && claims['command'] === commandId
      ? { staffId: String(claims['sub']), deviceId, commandId }
      : 'invalid';
  }

  async #sign(
    kind: string,
    subject: string,
    claims: Record<string, string>,
    lifetimeMs: number,
  ): Promise<{ token: string; expiresAtMs: number }> {
    const nowMs = this.#clock.nowMs();
    const expiresAtMs = nowMs + lifetimeMs;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: `${kind}+jwt` })
      .setIssuer(this.#issuer)
      .setAudience(`aura-${kind}`)
      .setSubject(subject)
      .setIssuedAt(Math.floor(nowMs / 1000))
      .setExpirationTime(Math.floor(expiresAtMs / 1000))
      .sign(this.#key);
    return { token, expiresAtMs };
  }

  async #read(kind: string, token: string): Promise<Record<string, unknown> | TokenRefusal> {
    const cached = this.#checked.get(`${kind} ${token}`);
    const kept = cached ?? (await this.#check(kind, token));
    if (typeof kept === 'string') return kept;
    return kept.expiresAtMs <= this.#clock.nowMs() ? 'expired' : kept.claims;
  }

  async #check(kind: string, token: string): Promise<Kept | TokenRefusal> {
    try {
      const { payload } = await jwtVerify(token, this.#publicKey, {
        algorithms: ['EdDSA'],
        typ: `${kind}+jwt`,
        issuer: this.#issuer,
        audience: `aura-${kind}`,
        requiredClaims: ['sub', 'exp', 'device'],
        currentDate: new Date(this.#clock.nowMs()),
      });
      const kept = { claims: payload as Record<string, unknown>, expiresAtMs: (payload.exp ?? 0) * 1000 };
      if (this.#checked.size >= mostTokensKept) this.#checked.clear();
      this.#checked.set(`${kind} ${token}`, kept);
      return kept;
    } catch (error) {
      return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
    }
  }
}
