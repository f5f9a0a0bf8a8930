import { expect, test } from 'vitest';
import { usualPrinter } from './catalogue.ts';
import { learnedDrawer } from './learn-drawer.ts';

const { drawer } = usualPrinter;

test.each(['high', 'low'] as const)(
  'a drawer whose wire is %s while it is open, and not while it is shut, says so',
  (level) => {
    const whenShut = level === 'high' ? 'low' : 'high';
    expect(learnedDrawer(drawer, { pin: 5, whenOpen: level, whenShut })).toEqual({
      ...drawer,
      pin: 5,
      openLevel: level,
    });
  },
);

test.each([
  ['high', 'high'],
  ['low', 'low'],
  [null, 'low'],
  ['high', null],
] as const)('a drawer that is %s open and %s shut has no sensor, whatever was set before', (whenOpen, whenShut) => {
  const before = { ...drawer, openLevel: 'high' as const };
  expect(learnedDrawer(before, { pin: 2, whenOpen, whenShut })).toEqual({ ...drawer, pin: 2, openLevel: 'unknown' });
});
