import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { writeWhole } from './appliance-address.ts';

const fileName = 'device-key.sealed';
/** A device's identity is a few hundred characters; more is not one. */
const mostCharacters = 8_000;

/** The device's key on disk, sealed by the operating system's key store: a copied disk opens nothing. */
export class SecretVault {
  readonly #file: string;
  readonly #safeStorage: SafeStorage;
  readonly #platform: string;

  constructor(folder: string, safeStorage: SafeStorage, platform: string) {
    this.#file = join(folder, fileName);
    this.#safeStorage = safeStorage;
    this.#platform = platform;
  }

  /** False where sealing would only look like it: Chromium's `basic_text` on Linux uses a key that everybody knows. */
  get seals(): boolean {
    if (!this.#safeStorage.isEncryptionAvailable()) return false;
    return this.#platform !== 'linux' || this.#safeStorage.getSelectedStorageBackend() !== 'basic_text';
  }

  /** Null when there is none, or when it was sealed on another machine or by another user. */
  async load(): Promise<string | null> {
    if (!this.seals) return null;
    try {
      return this.#safeStorage.decryptString(Buffer.from(await readFile(this.#file, 'utf8'), 'base64'));
    } catch {
      return null;
    }
  }

  async save(text: string): Promise<void> {
    if (!this.seals || text.length > mostCharacters) throw new Error('this machine cannot seal a key');
    await writeWhole(this.#file, this.#safeStorage.encryptString(text).toString('base64'));
  }

  async clear(): Promise<void> {
    await rm(this.#file, { force: true });
  }
}
