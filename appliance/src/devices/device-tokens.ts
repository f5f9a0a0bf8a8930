import type { RandomSource } from '@auraconnect/shared/time/ids.ts';
import type { Core, DeviceRecord } from '../store/core.ts';
import { sha256 } from '../store/ledger.ts';

/** 256 random bits; the box keeps only the SHA-256. Long enough that nothing slower is needed. */
export const newDeviceToken = (random: RandomSource): string => Buffer.from(random.bytes(32)).toString('base64url');
export const deviceTokenHash = (token: string): string => sha256(token);

const tokenShape = /^[A-Za-z0-9_-]{43}$/;
const mostKept = 1000;

/** Who holds a device key. A device that was taken away is nobody, from the moment its event is durable. */
export class DeviceKeys {
  readonly #core: Core;
  readonly #view: { device(deviceId: string): DeviceRecord | null };
  readonly #known = new Map<string, string>();

  constructor(core: Core, view: { device(deviceId: string): DeviceRecord | null }) {
    this.#core = core;
    this.#view = view;
  }

  deviceOf(token: string): DeviceRecord | null {
    if (!tokenShape.test(token)) return null;
    let deviceId = this.#known.get(token);
    if (deviceId === undefined) {
      const found = this.#core.box.deviceByTokenHash(deviceTokenHash(token));
      if (found === null) return null;
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(token, found);
      deviceId = found;
    }
    const device = this.#view.device(deviceId);
    return device === null || device.revokedAt !== null ? null : device;
  }

  /** Forgets a key that was taken away. */
  forget(): void {
    this.#known.clear();
  }
}
