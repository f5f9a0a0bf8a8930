import { describe, expect, it } from 'vitest';
import { PinMemory, type RememberedPerson } from './pin-memory.ts';

interface Device {
  nowMs: number;
  kept: readonly RememberedPerson<string>[];
  memory: PinMemory<string>;
  /** The same device with another page. */
  reload(): void;
}

function makeDevice(): Device {
  let seed = 0;
  const make = (): PinMemory<string> => {
    const memory = new PinMemory<string>({
      randomBytes: (count) => Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 7) % 251)),
      nowMs: () => device.nowMs,
      keep: (people) => (device.kept = JSON.parse(JSON.stringify(people)) as RememberedPerson<string>[]),
    });
    memory.restore(device.kept);
    return memory;
  };
  const device: Device = {
    nowMs: 1_000_000,
    kept: [],
    memory: null as unknown as PinMemory<string>,
    reload: () => void (device.memory = make()),
  };
  device.reload();
  return device;
}

describe('signing in at a till while the appliance is away', () => {
  it('lets somebody back in with the PIN that the appliance took before, after a reload as well', () => {
    const device = makeDevice();
    device.memory.remember('anna', '1111', 'Anna’s session');
    expect(device.memory.try('anna', '1112')).toEqual({ type: 'wrong', triesLeft: 4 });
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'right', value: 'Anna’s session' });
    device.reload();
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'right', value: 'Anna’s session' });
    expect(JSON.stringify(device.kept)).not.toContain('1111');
  });

  it('knows nobody who has not signed in at this till in the last seven days', () => {
    const device = makeDevice();
    expect(device.memory.try('priya', '5555')).toEqual({ type: 'unknown' });
    device.memory.remember('anna', '1111', 'Anna’s session');
    device.nowMs += 8 * 24 * 60 * 60_000;
    expect(device.memory.knows('anna')).toBe(false);
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'unknown' });
  });

  it('makes each try after five wrong ones wait longer, and a reload is no way around it', () => {
    const device = makeDevice();
    device.memory.remember('anna', '1111', 'Anna’s session');
    for (let attempt = 0; attempt < 4; attempt += 1) device.memory.try('anna', '0000');
    expect(device.memory.try('anna', '0000')).toEqual({ type: 'locked', waitSeconds: 30 });
    device.reload();
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'locked', waitSeconds: 30 });
    device.nowMs += 31_000;
    expect(device.memory.try('anna', '0000')).toEqual({ type: 'locked', waitSeconds: 60 });
    device.nowMs += 61_000;
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'right', value: 'Anna’s session' });
    expect(device.memory.try('anna', '0000')).toEqual({ type: 'wrong', triesLeft: 4 });
  });

  it('locks nobody out for longer when the device’s clock is set back', () => {
    const device = makeDevice();
    device.memory.remember('anna', '1111', 'Anna’s session');
    for (let attempt = 0; attempt < 5; attempt += 1) device.memory.try('anna', '0000');
    device.nowMs -= 86_400_000;
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'locked', waitSeconds: 30 });
  });

  it('forgets a person after ten wrong PINs, the right one included', () => {
    const device = makeDevice();
    device.memory.remember('anna', '1111', 'Anna’s session');
    for (let attempt = 0; attempt < 10; attempt += 1) {
      device.memory.try('anna', '0000');
      device.nowMs += 60 * 60_000;
    }
    expect(device.memory.try('anna', '1111')).toEqual({ type: 'unknown' });
    device.reload();
    expect(device.memory.knows('anna')).toBe(false);
  });
});
