import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { SigningKey } from '../../auth/access-token.ts';
import { exitStatuses, StartFailure } from '../../start-failure.ts';

/**
 * The key that signs owners' access tokens: `CLOUD_SIGNING_KEY` (a private Ed25519 JWK) where several servers share one,
 * otherwise a file of the data folder that only we may read, made the first time.
 *
 * @throws StartFailure `signing_key_invalid`
 */
export async function loadSigningKey(folder: string, fromEnvironment: string | null): Promise<SigningKey> {
  const file = path.join(folder, 'signing-key.json');
  const text = fromEnvironment ?? (await readFile(file, 'utf8').catch(() => null));
  if (text === null) return makeKey(file);
  try {
    return await readKey(JSON.parse(text) as JWK);
  } catch (error) {
    const where = fromEnvironment === null ? file : 'CLOUD_SIGNING_KEY';
    throw new StartFailure(
      'signing_key_invalid',
      `${where} does not hold a private Ed25519 key as JWK.`,
      exitStatuses.configuration,
      error,
    );
  }
}

async function makeKey(file: string): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(privateKey);
  await writeFile(`${file}.new`, `${JSON.stringify(jwk)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return readKey(jwk);
}

async function readKey(jwk: JWK): Promise<SigningKey> {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.x === undefined || jwk.d === undefined)
    throw new Error('not a private Ed25519 key');
  const publicJwk: JWK = { kty: 'OKP', crv: 'Ed25519', x: jwk.x };
  const [privateKey, publicKey, kid] = await Promise.all([
    importJWK({ ...publicJwk, d: jwk.d }, 'EdDSA'),
    importJWK(publicJwk, 'EdDSA'),
    calculateJwkThumbprint(publicJwk),
  ]);
  return { kid, privateKey: privateKey as CryptoKey, publicKey: publicKey as CryptoKey };
}
