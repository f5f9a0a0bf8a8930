import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import type { Configuration } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Configuration;

describe('the recipe for the desktop till', () => {
  const scheme: unknown = JSON.parse(
    readFileSync(join(dirname(require.resolve('app-builder-lib/package.json')), 'scheme.json'), 'utf8'),
  );
  const validate = new Ajv({ strict: false, allErrors: true }).compile(scheme as object);

  it('is one that electron-builder understands', () => {
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('would be refused with a key that electron-builder does not know', () => {
    expect(validate({ ...config, asarr: true })).toBe(false);
  });

  it('packs the Electron whose types the code is written against', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(config.electronVersion).toBe(devDependencies['electron']);
  });

  it('closes the doors that Electron leaves open', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      onlyLoadAppFromAsar: true,
    });
  });
});

interface AsarFolder {
  files: Record<string, AsarFolder | { size: number }>;
}

/** Names in an asar archive: a pickled JSON header whose length stands at byte 12. */
function namesIn(file: string): string[] {
  const handle = openSync(file, 'r');
  const lengths = Buffer.alloc(16);
  readSync(handle, lengths, 0, 16, 0);
  const header = Buffer.alloc(lengths.readUInt32LE(12));
  readSync(handle, header, 0, header.length, 16);
  const walk = (folder: AsarFolder, path: string): string[] =>
    Object.entries(folder.files).flatMap(([name, entry]) =>
      'files' in entry ? walk(entry, `${path}${name}/`) : [`${path}${name}`],
    );
  return walk(JSON.parse(header.toString()) as AsarFolder, '');
}

describe('the packed till', () => {
  let folder: string;
  let names: string[];

  /** No Electron can be downloaded here: a stub stands in for its binary, and everything around it is packed for real. */
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aura-pack-'));
    const electronDist = join(folder, 'electron');
    mkdirSync(electronDist);
    writeFileSync(join(electronDist, 'electron'), '#!/bin/sh\n');
    chmodSync(join(electronDist, 'electron'), 0o755);
    writeFileSync(join(electronDist, 'version'), config.electronVersion ?? '');

    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'packed', version: '0.1.0', private: true }));
    const app = join(folder, 'app');
    for (const path of [
      'dist/main/main.cjs',
      'dist/main/main.cjs.map',
      'dist/preload/preload.cjs',
      'dist/renderer/index.html',
      'dist/renderer/assets/index.js',
      'dist/renderer/assets/index.js.map',
      'src/main/main.ts',
      'node_modules/stray/index.js',
    ]) {
      mkdirSync(dirname(join(app, path)), { recursive: true });
      writeFileSync(join(app, path), '// packed\n');
    }
    writeFileSync(
      join(app, 'package.json'),
      JSON.stringify({
        name: '@auraconnect/desktop-pos',
        version: '0.1.0',
        author: 'x',
        description: 'x',
        main: 'dist/main/main.cjs',
      }),
    );
    const { build, Platform } = await import('electron-builder');
    await build({
      projectDir: folder,
      targets: Platform.LINUX.createTarget('dir'),
      config: { ...config, directories: { app: 'app', output: 'out' }, electronDist, electronFuses: null },
    });
    names = namesIn(join(folder, 'out', 'linux-unpacked', 'resources', 'app.asar'));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the bundles, the screen and the manifest, and nothing else', () => {
    expect(names.toSorted()).toEqual([
      'dist/main/main.cjs',
      'dist/preload/preload.cjs',
      'dist/renderer/assets/index.js',
      'dist/renderer/index.html',
      'package.json',
    ]);
  });

  it('starts at the file that the bundle is written to', () => {
    const { main } = JSON.parse(readFileSync(join(root, 'desktop-pos', 'package.json'), 'utf8')) as { main: string };
    expect(names).toContain(main);
  });
});
