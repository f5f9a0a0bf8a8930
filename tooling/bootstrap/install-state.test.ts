import { describe, expect, test } from 'vitest';
import { isExpectedHere } from './install-state.mjs';

const { platform, arch } = process;

describe('an entry of package-lock.json', () => {
  test('that names no platform is expected, unless it is what another platform leans on', () => {
    expect(isExpectedHere({ version: '1.0.0' })).toBe(true);
    expect(isExpectedHere({ version: '1.0.0', optional: true })).toBe(false);
  });

  test('for this platform is expected, optional or not', () => {
    expect(isExpectedHere({ optional: true, os: [platform], cpu: [arch] })).toBe(true);
    expect(isExpectedHere({ optional: true, os: platform, cpu: arch })).toBe(true);
  });

  test('for another platform is not', () => {
    expect(isExpectedHere({ optional: true, os: ['plan9'] })).toBe(false);
    expect(isExpectedHere({ optional: true, os: [platform], cpu: ['wasm32'] })).toBe(false);
    expect(isExpectedHere({ optional: true, os: [`!${platform}`] })).toBe(false);
    expect(isExpectedHere({ optional: true, os: ['!plan9'] })).toBe(true);
  });
});
