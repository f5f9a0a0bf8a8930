import { describe, expect, test } from 'vitest';
import { anActor } from '../../testing/till.ts';
import { actorOf, mayDo, permissionsOf } from './roles.ts';

const waiter = { id: 'waiter', name: 'Waiter', permissions: ['order.take', 'order.fly'], discountLimitPercent: '5' };
const marcus = { id: 'marcus', name: 'Marcus', roleId: 'waiter', hue: 'blue', active: true } as const;

describe('leave', () => {
  test('comes from one’s own permission first, then from an approver’s', () => {
    const anna = anActor('anna', ['order.take']);
    const priya = anActor('priya', ['order.void', 'order.take']);
    expect(mayDo(anna, null, 'order.take')).toEqual({ allowed: true, approvedBy: null });
    expect(mayDo(anna, priya, 'order.take')).toEqual({ allowed: true, approvedBy: null });
    expect(mayDo(anna, priya, 'order.void')).toEqual({ allowed: true, approvedBy: 'priya' });
    expect(mayDo(anna, null, 'order.void')).toEqual({ allowed: false });
    expect(mayDo(anna, priya, 'order.comp')).toEqual({ allowed: false });
  });
});

describe('a role', () => {
  test('grants only what this version knows', () => {
    expect([...permissionsOf(waiter)]).toEqual(['order.take']);
  });

  test('is what a member of staff may do, and nothing for who has left or has none', () => {
    expect(actorOf(marcus, waiter)).toEqual({
      staffId: 'marcus',
      permissions: new Set(['order.take']),
      discountLimitPercent: '5',
    });
    expect(actorOf({ ...marcus, active: false }, waiter)).toMatchObject({
      permissions: new Set(),
      discountLimitPercent: '0',
    });
    expect(actorOf(marcus, null).permissions.size).toBe(0);
  });
});
