import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const tokensCss = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

type Theme = 'light' | 'dark';
const themes: readonly Theme[] = ['light', 'dark'];

/** Every `--name: light-dark(#a, #b)` of the file. */
function readRoles(css: string): Map<string, Record<Theme, string>> {
  const roles = new Map<string, Record<Theme, string>>();
  for (const [, name, light, dark] of css.matchAll(
    /--([a-z-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)/g,
  )) {
    if (name !== undefined && light !== undefined && dark !== undefined) roles.set(name, { light, dark });
  }
  return roles;
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const roles = readRoles(tokensCss);
const names = [...roles.keys()];

function colour(name: string, theme: Theme): string {
  const found = roles.get(name);
  if (found === undefined) throw new Error(`tokens.css has no role --${name} with two hex colours.`);
  return found[theme];
}

/** The pairs that fall short of `least`, written so that the failure names them. */
function failingPairs(pairs: readonly (readonly [string, string])[], theme: Theme, least: number): string[] {
  return pairs
    .map(([front, back]) => ({ front, back, ratio: contrast(colour(front, theme), colour(back, theme)) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ front, back, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)}`);
}

const surfaces = ['sunken', 'canvas', 'surface', 'raised'] as const;
const meanings = ['accent', 'positive', 'warning', 'danger', 'info'] as const;
const across = (fronts: readonly string[], backs: readonly string[]): (readonly [string, string])[] =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));

describe('the colour roles of tokens.css', () => {
  test('the measure itself knows black on white and the limit of grey', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test('every colour role has a light and a dark value', () => {
    const declared = [...tokensCss.matchAll(/--([a-z-]+):\s*light-dark\(/g)].map(([, name]) => name);
    expect(declared.filter((name) => name !== 'scrim')).toEqual(names);
    expect(names.length).toBeGreaterThan(60);
  });

  test.each(themes)('what is written on a fill is readable in %s', (theme) => {
    const pairs = names
      .filter((name) => name.startsWith('on-'))
      .map((name) => [name, name.slice('on-'.length)] as const);
    expect(pairs.length).toBeGreaterThanOrEqual(18);
    expect(failingPairs(pairs, theme, 4.5)).toEqual([]);
  });

  test.each(themes)('text and coloured words are readable on every surface in %s', (theme) => {
    const inks = ['ink', 'muted', 'subtle', ...meanings.map((meaning) => `${meaning}-ink`)];
    expect(failingPairs(across(inks, surfaces), theme, 4.5)).toEqual([]);
  });

  test.each(themes)('a tint carries its own ink, and plain text, in %s', (theme) => {
    const pairs = meanings.flatMap((meaning) => across([`${meaning}-ink`, 'ink', 'muted'], [`${meaning}-soft`]));
    expect(failingPairs(pairs, theme, 4.5)).toEqual([]);
  });

  test.each(themes)('the edges and fills of controls stand out from every surface in %s', (theme) => {
    const controls = ['line-strong', 'focus', 'accent', 'positive', 'danger', 'info', 'inverse'];
    expect(failingPairs(across(controls, surfaces), theme, 3)).toEqual([]);
  });

  test.each(themes)("a category's edge stands out from its tile and from the page in %s", (theme) => {
    const categories = names.filter((name) => name.startsWith('cat-') && !name.endsWith('-strong'));
    expect(categories).toHaveLength(8);
    const pairs = categories.flatMap((name) => across([`${name}-strong`], [name, 'canvas', 'surface']));
    expect(failingPairs(pairs, theme, 3)).toEqual([]);
  });

  test.each(themes)('the three ages differ in lightness enough to be told apart without colour in %s', (theme) => {
    expect(contrast(colour('age-due', theme), colour('age-late', theme))).toBeGreaterThan(1.5);
    expect(contrast(colour('age-fresh', theme), colour('age-due', theme))).toBeGreaterThan(1.3);
  });

  test('every category and age role is reachable through its attribute', () => {
    const reachable = new Set(
      [...tokensCss.matchAll(/\[data-(category|age)=['"]([a-z]+)['"]\]/g)].map(([, kind, name]) => `${kind}-${name}`),
    );
    const categories = names
      .filter((name) => /^cat-[a-z]+$/.test(name))
      .map((name) => name.replace('cat-', 'category-'));
    const ages = names.filter((name) => name.startsWith('age-'));
    expect([...categories, ...ages].filter((name) => !reachable.has(name))).toEqual([]);
    expect(ages).toHaveLength(4);
  });
});
