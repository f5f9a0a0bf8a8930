import type { OpenException } from '@auraconnect/shared/facts/exception.ts';
import type { CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import { jsonResponse } from '@auraconnect/shared/testing/virtual-client.ts';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderTill, typePin, type ScreenUnderTest } from '../testing/render-till.tsx';
import { boot, deviceId } from '../testing/table-appliance.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const exception = (code: string, data: OpenException['data'], more: Partial<OpenException> = {}): OpenException => ({
  exceptionId: crypto.randomUUID(),
  code,
  about: code,
  orderId: '0190a000-0000-7000-8000-00000000f001',
  orderNumber: 'B3',
  orderLabel: 'Table 4',
  cashSessionId: null,
  commandType: 'order.pay_cash',
  deviceId,
  staffId: 'anna',
  happenedAt: '2026-11-24T12:30:00.000-05:00',
  businessDate: '2026-11-24',
  raisedAt: '2026-11-24T13:00:00.000-05:00',
  data,
  ...more,
});

/** A till of a store in which these wait, with Anna at it; what she settles is gone. */
async function withExceptions(
  ...waiting: OpenException[]
): Promise<{ under: ScreenUnderTest; settled: CommandEnvelope['payload'][] }> {
  const under = await renderTill();
  const { answer } = under.client;
  const settled: CommandEnvelope['payload'][] = [];
  let open = waiting;
  let seq = 1;
  const tell = (): void => {
    const status = under.appliance.status({ exceptions: { open: open.length, seq } });
    under.socket().says({ type: 'delta', boot, n: 1 + seq, seq, data: { topic: 'status', status } });
  };
  under.client.answer = (request) => {
    const path = new URL(request.url).pathname;
    if (path.endsWith('/exceptions')) return jsonResponse(200, { exceptions: open });
    if (!path.endsWith('/commands') || request.body?.includes('exception.settle') !== true) return answer(request);
    const [envelope] = JSON.parse(request.body) as CommandEnvelope[];
    settled.push(envelope?.payload ?? {});
    open = open.filter(({ exceptionId }) => exceptionId !== envelope?.payload['exceptionId']);
    seq += 1;
    tell();
    const { commandId } = envelope as CommandEnvelope;
    return jsonResponse(200, [{ commandId, status: 'accepted', epoch: 'e', seq: 9, repeated: false, order: null }]);
  };
  await under.tap(/Anna Rossi/);
  await typePin(under, '1111');
  await act(async () => under.connect());
  await act(async () => tell());
  await under.calm();
  return { under, settled };
}

describe('what happened at a till on its own and does not fit', () => {
  it('is counted on the strip, said with both figures, and goes away when a person has settled it', async () => {
    const { under, settled } = await withExceptions(
      exception('price_differs', { name: 'Caprese', quantity: '1', tillMinor: 1325, storeMinor: 1500 }),
      exception('kitchen_waits', { lines: ['2 × Fries', '1 × Soup'], lineIds: [] }),
    );
    await under.tap(/How things are.*2 things from a till on its own wait for a person/);
    await under.tap('Look at them');
    expect(screen.getByText(/Caprese costs something else by now/)).toBeTruthy();
    expect(screen.getByText('$13.25')).toBeTruthy();
    expect(screen.getByText('$15.00')).toBeTruthy();
    expect(screen.getByText('The kitchen has not been told of this: 2 × Fries, 1 × Soup.')).toBeTruthy();
    expect(screen.getAllByText('#B3 · Table 4')).toHaveLength(2);
    await under.tap('Cook now');
    await under.calm();
    expect(settled).toMatchObject([{ way: 'cook', note: '' }]);
    expect(screen.queryByText(/The kitchen has not been told/)).toBeNull();
    expect(screen.getByText(/Caprese costs/)).toBeTruthy();
  });

  it('asks a manager where the person may not settle it, and for a word where money is kept', async () => {
    const { under, settled } = await withExceptions(
      exception('overpaid', { paymentId: 'p', tender: 'cash', amountMinor: 1443, totalMinor: 1443 }),
    );
    await under.tap(/^Orders/);
    await under.tap('1 thing to settle');
    expect(screen.getByText('This check was paid at two tills: $14.43 too much was taken.')).toBeTruthy();
    await under.tap('Keep it for the guest');
    expect(screen.getByText('Say in a word what was agreed with the guest.')).toBeTruthy();
    await under.tap('Give $14.43 back');
    expect(screen.getByText('A manager is needed')).toBeTruthy();
    expect(settled).toEqual([]);
  });

  it('of a kind that only a newer store knows can still be read and put away', async () => {
    const { under } = await withExceptions(exception('from_the_future', {}, { orderId: null }));
    await under.tap(/^Orders/);
    await under.tap('1 thing to settle');
    expect(screen.getByText(/A newer version of this page says more/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Settled' })).toBeTruthy();
  });
});
