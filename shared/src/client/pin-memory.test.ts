import { describe, expect, it } from 'vitest';
import { PinMemory } from './pin-memory.ts';

function makeMemory(): PinMemory<string> {
  let seed = 0;
  return new PinMemory((count) => Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 7) % 251)));
}

describe('unlocking a till while the appliance is away', () => {
  it('lets somebody back in with the PIN that the appliance took before', () => {
    const memory = makeMemory();
    memory.remember('anna', '1111', 'Anna’s session');
    expect(memory.unlock('anna', '1112')).toBeNull();
    expect(memory.unlock('anna', '1111')).toBe('Anna’s session');
  });

  it('knows nobody who has not signed in on this page', () => {
    expect(makeMemory().unlock('priya', '5555')).toBeNull();
  });

  it('forgets a person after five wrong PINs, the right one included', () => {
    const memory = makeMemory();
    memory.remember('anna', '1111', 'Anna’s session');
    for (let attempt = 0; attempt < 5; attempt += 1) expect(memory.unlock('anna', '0000')).toBeNull();
    expect(memory.unlock('anna', '1111')).toBeNull();
    expect(memory.knows('anna')).toBe(false);
  });
});
