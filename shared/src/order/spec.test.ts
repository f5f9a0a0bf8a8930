import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OrderCommandType } from './commands.ts';
import type { OrderStatus } from './order.ts';
import { orderRefusalSentences } from './refusal.ts';
import { type Transition, transitions } from './transitions.ts';

const statuses = Object.keys(transitions) as OrderStatus[];
const commands = Object.keys(transitions.open) as OrderCommandType[];
const spec = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const codes = (list: readonly string[]): string => list.map((code) => `\`${code}\``).join(', ');

/** One cell: the refusal that always comes, or the events that may follow. */
function cell({ events, refusals }: Transition): string {
  if (events.length > 0) return events.map((event) => event.replace('order.', '')).join(', ');
  return refusals.length === 1 ? codes(refusals) : 'nothing changes';
}

function overview(): string {
  const head = [row('command', ...statuses), row(...['command', ...statuses].map(() => '---'))];
  return [
    ...head,
    ...commands.map((type) => row(`\`${type}\``, ...statuses.map((status) => cell(transitions[status][type])))),
  ].join('\n');
}

function refusals(): string {
  const rows = statuses.flatMap((status) =>
    commands.flatMap((type) => {
      const { events, refusals: codesOf } = transitions[status][type];
      return events.length === 0 && codesOf.length === 1 ? [] : [row(status, `\`${type}\``, codes(codesOf))];
    }),
  );
  return [row('state', 'command', 'may be refused with'), row('---', '---', '---'), ...rows].join('\n');
}

test('SPEC.md says of every state and command what the machine does', () => {
  expect(spec).toContain(overview());
  expect(spec).toContain(refusals());
});

test('every refusal has one sentence for staff, and every sentence is used', () => {
  const used = new Set(statuses.flatMap((status) => commands.flatMap((type) => transitions[status][type].refusals)));
  expect([...used].sort()).toEqual(Object.keys(orderRefusalSentences).sort());
  for (const sentence of Object.values(orderRefusalSentences)) expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
});
