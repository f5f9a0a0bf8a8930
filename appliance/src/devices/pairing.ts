import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { IdSource, RandomSource } from '@auraconnect/shared/time/ids.ts';
import type { PairAnswer, PairRequest } from '@auraconnect/shared/protocol/store-api.ts';
import { systemActorId } from '@auraconnect/shared/staff/actor.ts';
import type { Core } from '../store/core.ts';
import { deviceTokenHash, newDeviceToken } from './device-tokens.ts';

export const windowLifetimeMs = 10 * 60_000;
const mostWrongCodes = 5;
const mostWindows = 20;

/** Crockford's alphabet: nothing in it can be mistaken for another when it is read aloud. 8 of them are 40 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;

interface Window {
  openedBy: string;
  closesAtMs: number;
}

export interface PairingParts {
  core: Core;
  clock: Clock;
  ids: IdSource;
  random: RandomSource;
  /** A code that pairs any number of devices at any time: the demo's, so that its printed addresses work. Null in a store. */
  standingCode?: string | null;
}

/**
 * Windows in which a device may become part of the store: opened by somebody who may, for ten minutes, for one device each. Five wrong
 * codes close them all: then somebody is guessing. They live in memory; a restart closes them.
 */
export class Pairing {
  readonly #parts: PairingParts;
  readonly #windows = new Map<string, Window>();
  #wrongCodes = 0;

  constructor(parts: PairingParts) {
    this.#parts = parts;
  }

  open(openedBy: string): { code: string; expiresAtMs: number } {
    this.#closeOld();
    if (this.#windows.size >= mostWindows) this.#windows.clear();
    if (this.#windows.size === 0) this.#wrongCodes = 0;
    const code = pairingCode(this.#parts.random);
    this.#windows.set(code, { openedBy, closesAtMs: this.#parts.clock.monotonicMs() + windowLifetimeMs });
    return { code, expiresAtMs: this.#parts.clock.nowMs() + windowLifetimeMs };
  }

  /** Null: no open window has this code. */
  async pair({ code, deviceName, kind }: PairRequest): Promise<PairAnswer | null> {
    this.#closeOld();
    const plain = normalizeCode(code);
    const { standingCode } = this.#parts;
    if (standingCode && plain === normalizeCode(standingCode))
      return this.admit({ deviceName, kind, actor: systemActorId });
    const window = this.#windows.get(plain);
    if (window === undefined) {
      this.#wrongCodes += 1;
      if (this.#wrongCodes >= mostWrongCodes) this.#windows.clear();
      return null;
    }
    this.#windows.delete(plain);
    return this.admit({ deviceName, kind, actor: window.openedBy });
  }

  /** Makes a device of the store, with a key that nobody else ever saw. */
  async admit({
    deviceName,
    kind,
    actor,
  }: {
    deviceName: string;
    kind: PairRequest['kind'];
    actor: string;
  }): Promise<PairAnswer> {
    const { core, ids, random } = this.#parts;
    const deviceId = ids.next();
    const incarnation = ids.next();
    const deviceToken = newDeviceToken(random);
    await core.appendInternal(
      () => [{ type: 'device.paired', payload: { deviceId, name: deviceName, kind, incarnation } }],
      {
        actor,
        alsoWrite: (box) => box.setDeviceToken(deviceId, deviceTokenHash(deviceToken)),
      },
    );
    const storeName = await core.read((view) => view.storeName);
    return { deviceId, deviceToken, incarnation, storeId: core.storeId, storeName };
  }

  #closeOld(): void {
    const nowMs = this.#parts.clock.monotonicMs();
    for (const [code, { closesAtMs }] of this.#windows) if (closesAtMs <= nowMs) this.#windows.delete(code);
  }
}

export function pairingCode(random: RandomSource): string {
  return Array.from(random.bytes(codeLength), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** As people type it: spaces, dashes, small letters, O for 0, I and L for 1. */
export const normalizeCode = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
