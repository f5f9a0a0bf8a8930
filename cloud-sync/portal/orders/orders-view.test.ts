import { describe, expect, it } from 'vitest';
import { OrdersQuery } from '@auraconnect/shared/protocol/portal-api.ts';
import { hrefOf } from '../place/place.ts';
import { isNarrowed, ordersQuestion, readOrdersView, sortParameters } from './orders-view.ts';

const read = (search: string): ReturnType<typeof readOrdersView> => readOrdersView(new URLSearchParams(search));
const scope = { storeId: null, today: '2026-11-24' };
/** What the cloud makes of a view, through the very schema that it reads questions with. */
const asked = (search: string): OrdersQuery =>
  OrdersQuery.parse(Object.fromEntries(new URL(hrefOf('http://x/', ordersQuestion(read(search), scope))).searchParams));

describe('the list of orders', () => {
  it('shows today, newest first, when the address says nothing', () => {
    expect(asked('')).toMatchObject({ from: '2026-11-24', to: '2026-11-24', sort: 'openedAt', direction: 'desc' });
    expect(isNarrowed(read(''))).toBe(false);
  });

  it('asks the cloud for exactly what the address says', () => {
    const question = asked(
      'range=week&status=closed&type=takeaway&tender=cash&item=margherita&having=refund&hour=25&search=Table 4&sort=total&direction=asc',
    );
    expect(question).toMatchObject({
      from: '2026-11-23',
      to: '2026-11-24',
      status: 'closed',
      orderTypeId: 'takeaway',
      tender: 'cash',
      itemId: 'margherita',
      having: 'refund',
      hour: 25,
      search: 'Table 4',
      sort: 'total',
      direction: 'asc',
    });
  });

  it('asks for all days only when told so', () => {
    expect(asked('range=all&status=open')).not.toHaveProperty('from');
  });

  it('never asks what the cloud would refuse, whatever somebody typed', () => {
    const nonsense = `status=eaten&type=../x&item=A B&having=luck&hour=99&hour=x&sort=price&direction=up&page=-2&tender=${'x'.repeat(99)}&search=${'y'.repeat(200)}`;
    const question = asked(nonsense);
    expect(question).toMatchObject({ sort: 'openedAt', direction: 'desc' });
    expect(question.status).toBeUndefined();
    expect(question.orderTypeId).toBeUndefined();
    expect(question.hour).toBeUndefined();
    expect(read(nonsense).page).toBe(1);
  });

  it('turns the direction on the second tap and begins a new column with its largest, on the first page', () => {
    const byTotal = sortParameters(read('page=3'), { columnId: 'total', direction: 'ascending' });
    expect(byTotal).toEqual({ sort: 'total', direction: null, page: null });
    const turned = sortParameters(read('sort=total'), { columnId: 'total', direction: 'ascending' });
    expect(turned).toEqual({ sort: 'total', direction: 'asc', page: null });
  });
});
