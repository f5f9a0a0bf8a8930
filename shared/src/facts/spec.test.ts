import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exceptionKinds } from './exception.ts';
import { type Fate, fates } from './what-fits.ts';

const spec = readFileSync(new URL('../order/SPEC.md', import.meta.url), 'utf8');

const said = (fate: Fate): string =>
  fate.is === 'same' || fate.code === null ? `**${fate.is}**` : `**${fate.is}** as \`${fate.code}\``;

test('SPEC.md says of every refusal what it means for what has happened already', () => {
  for (const [code, fate] of Object.entries(fates)) expect(spec).toContain(`| \`${code}\` | ${said(fate)} |`);
});

test('every way to settle an exception is there for one, and each has a way', () => {
  const ways = new Set(Object.values(exceptionKinds).flatMap((kind) => [...kind.ways] as string[]));
  expect([...ways].sort()).toEqual(['cook', 'credit', 'refund', 'seen', 'served', 'supplement', 'tip']);
});
