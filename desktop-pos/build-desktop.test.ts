import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDesktop } from './build-desktop.ts';

const required = (code: string): string[] =>
  [...code.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name ?? '');

describe('the bundles of the desktop till', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aura-bundle-'));
    await buildDesktop(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are one file each, so that nothing of node_modules has to be packed', () => {
    expect(readdirSync(join(folder, 'main'))).toEqual(['main.cjs']);
    expect(readdirSync(join(folder, 'preload'))).toEqual(['preload.cjs']);
    const builtin = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'electron']);
    expect(
      required(readFileSync(join(folder, 'main', 'main.cjs'), 'utf8')).filter((name) => !builtin.has(name)),
    ).toEqual([]);
  });

  it('let the preload script use Electron’s bridge and nothing of Node, as a sandbox demands', () => {
    expect(required(readFileSync(join(folder, 'preload', 'preload.cjs'), 'utf8'))).toEqual(['electron']);
  });

  it('find their neighbours from where they lie', () => {
    expect(readFileSync(join(folder, 'main', 'main.cjs'), 'utf8')).toContain('__dirname');
  });
});
