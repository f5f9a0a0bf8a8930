import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';

/** How long one signed request may be under way; the cloud refuses older ones. */
const lifetimeSeconds = 120;

export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}

/**
 * The box's own key towards the cloud. It is made on the box, lies in its data folder readable by its owner only, and never
 * travels: the cloud gets the public half when the store is claimed and every request is signed anew.
 */
export class DeviceKey {
  readonly #key: CryptoKey;
  readonly publicKey: PublicKey;

  private constructor(key: CryptoKey, publicKey: PublicKey) {
    this.#key = key;
    this.publicKey = publicKey;
  }

  /** @throws TypeError when it is no Ed25519 key */
  static async open(jwk: JWK): Promise<DeviceKey> {
    const key = await importJWK(jwk, 'EdDSA');
    if (key instanceof Uint8Array || typeof jwk.x !== 'string')
      throw new TypeError("the box's key towards the cloud is no Ed25519 key");
    return new DeviceKey(key, { kty: 'OKP', crv: 'Ed25519', x: jwk.x });
  }

  static async makeKey(): Promise<JWK> {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    return exportJWK(privateKey);
  }

  /** A token for one request. @param nowMs the box's wall clock. */
  sign(claims: { storeId: string; requestId: string; nowMs: number }): Promise<string> {
    const issuedAt = Math.floor(claims.nowMs / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setIssuer(claims.storeId)
      .setAudience('aura-cloud')
      .setJti(claims.requestId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(this.#key);
  }
}
