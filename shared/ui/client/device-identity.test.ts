// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { browserVault, pairingCodeOf, readIdentity, type DeviceIdentity } from './device-identity.ts';

const identity: DeviceIdentity = {
  baseUrl: 'http://127.0.0.1:4100',
  deviceId: 'd',
  deviceToken: 't',
  incarnation: 'i',
  storeId: 's',
  storeName: 'Demo',
  deviceName: 'Till 1',
};

describe('who this device is', () => {
  it('is remembered per program, so that a till and a board in one browser are two devices', async () => {
    await browserVault('pos').save(identity);
    expect(await browserVault('pos').load()).toEqual(identity);
    expect(await browserVault('kds').load()).toBeNull();
    await browserVault('pos').clear();
    expect(await browserVault('pos').load()).toBeNull();
  });

  it('is nobody when what was kept is torn or not whole', () => {
    for (const text of [
      null,
      '',
      '{',
      'null',
      '[]',
      '{"deviceToken":"t"}',
      JSON.stringify({ ...identity, incarnation: 7 }),
    ]) {
      expect(readIdentity(text)).toBeNull();
    }
  });

  it('reads the pairing code of the address on a QR code', () => {
    expect(pairingCodeOf('#pair=7K3M-22')).toBe('7K3M-22');
    expect(pairingCodeOf('#other=1')).toBeNull();
    expect(pairingCodeOf('#pair=1')).toBeNull();
    expect(pairingCodeOf('')).toBeNull();
  });
});
