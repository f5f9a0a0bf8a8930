import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.startsWith('client'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

test('no component names left or right: right-to-left is a switch', () => {
  const physical =
    /(?<![\w-])-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r|rounded-tl|rounded-tr|rounded-bl|rounded-br|text-left|text-right|float-left|float-right)-?(?:\d[\w.]*|\[[^\]]+\]|auto|px)?(?=['"` ])/g;
  const classLists = (text: string): string[] => [...text.matchAll(/(['"`])((?:(?!\1).)*)\1/g)].map(([whole]) => whole);
  expect(sources.length).toBeGreaterThan(45);
  expect('"flex ml-2 text-left"'.match(physical)).toEqual(['ml-2', 'text-left']);
  const found = sources.flatMap(({ name, text }) =>
    classLists(text)
      .filter((quoted) => /[a-z]+-/.test(quoted))
      .flatMap((quoted) => [...quoted.matchAll(physical)].map(([className]) => `${name}: ${className}`)),
  );
  expect(found).toEqual([]);
});

test('no movement lasts longer than 150 ms, except what says "wait"', () => {
  const css = readFileSync(join(folder, 'tokens.css'), 'utf8');
  const animations = [...css.matchAll(/--animate-([a-z-]+):\s*[a-z-]+ (\d+)ms [^;]*?(\d+)?;/g)].map(
    ([, name = '', duration, times]) => ({ name, totalMs: Number(duration) * Number(times ?? 1) }),
  );
  expect(animations.map(({ name }) => name)).toContain('shake');
  const waiting = new Set(['spin', 'breathe']);
  expect(animations.filter(({ name, totalMs }) => totalMs > 150 && !waiting.has(name))).toEqual([]);
  expect(Number(css.match(/--default-transition-duration:\s*(\d+)ms/)?.[1])).toBeLessThanOrEqual(150);
  expect(readFileSync(join(folder, 'base.css'), 'utf8')).toContain('prefers-reduced-motion: reduce');
});

test('no component names a colour of its own', () => {
  const found = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/#[0-9a-f]{6}\b|\brgba?\(|\bhsl\(/gi)].map(([colour]) => `${name}: ${colour}`),
  );
  expect(found).toEqual([]);
});
