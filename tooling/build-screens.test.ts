import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from './build-screens.ts';
import { root } from './root.ts';

test('a page that a test builds is the one that people get', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'aura-page-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  expect(process.env['NODE_ENV']).toBe('test');
  await buildApp(path.join(root, 'kds'), folder);
  expect(process.env['NODE_ENV']).toBe('test');
  const assets = path.join(folder, 'assets');
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const code = (await Promise.all(scripts.map((name) => readFile(path.join(assets, name), 'utf8')))).join('');
  expect(code.length).toBeGreaterThan(100_000);
  // React says this to developers only.
  expect(code.includes('Download the React DevTools')).toBe(false);
});
