import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  changedSchemas,
  eventFingerprints,
  fingerprint,
  fingerprintFiles,
  type Fingerprints,
  protocolFingerprints,
  unrecordedSchemas,
} from './schema-fingerprints.ts';

describe('what is written for years and said between versions', () => {
  for (const { url, current } of fingerprintFiles) {
    const file = url.pathname.split('/').slice(-2).join('/');
    const recorded = JSON.parse(readFileSync(url, 'utf8')) as Fingerprints;

    test(`${file}: no schema changes shape without its version`, () => {
      // Raise the version of what is named here (`eventVersions`, `protocolVersion`), then run testing/record-schemas.ts.
      expect(changedSchemas(recorded, current())).toEqual([]);
    });

    test(`${file}: every schema is recorded`, () => {
      expect(unrecordedSchemas(recorded, current()), 'run npx node shared/testing/record-schemas.ts').toEqual([]);
    });
  }

  test('events and commands are there to be held to it', () => {
    expect(Object.keys(eventFingerprints()).length).toBeGreaterThan(30);
    expect(Object.keys(protocolFingerprints()).length).toBeGreaterThan(50);
  });

  test('a name, a type, a limit and a requirement each change the fingerprint', () => {
    const base = z.object({ amountMinor: z.int().min(0) });
    const others = [
      z.object({ amount: z.int().min(0) }),
      z.object({ amountMinor: z.string() }),
      z.object({ amountMinor: z.int().min(1) }),
      z.object({ amountMinor: z.int().min(0).optional() }),
      z.object({ amountMinor: z.int().min(0), tipMinor: z.int() }),
    ];
    const prints = [base, ...others].map(fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(changedSchemas({ 'x@1': prints[0] ?? '' }, { 'x@1': prints[1] ?? '' })).toEqual(['x@1']);
    expect(changedSchemas({ 'x@1': prints[0] ?? '' }, { 'x@2': prints[1] ?? '' })).toEqual([]);
  });
});
