import type { ExceptionRaised } from '@auraconnect/shared/facts/exception.ts';
import type { PrintersTold } from '@auraconnect/shared/protocol/sync.ts';
import { StoreBox } from '@auraconnect/cloud-sync/testing/store-box.ts';

export interface TroubledCompany {
  owner: { email: string; password: string };
  box: StoreBox;
  /** From a copy of the box's disk; both have sold since. */
  twin: StoreBox;
}

/** A company of its own in a running cloud: its till was on its own, some of that does not fit, and its box has a twin. */
export async function startTroubledCompany(cloudUrl: string): Promise<TroubledCompany> {
  const owner = { email: 'owner@troubled.example', password: 'a long enough password' };
  const post = async (path: string, body: unknown, token = ''): Promise<Record<string, string>> => {
    const response = await fetch(`${cloudUrl}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  };
  const { accessToken } = await post('/auth/sign-up', { tenantName: 'Troubled', name: 'Dana Whitfield', ...owner });
  const { code = '' } = await post('/claim-codes', {}, accessToken);
  const box = await StoreBox.create();
  box.baseUrl = cloudUrl;
  await sent(box.claim(code));
  box.open();
  tellOfTheLonelyTill(box);
  box.printers = troubledPrinters(new Date(box.nowMs() - 300_000).toISOString());
  await sent(box.sync());
  const twin = box.clone().restart();
  twin.sell();
  box.restart().sell();
  await sent(twin.sync());
  await sent(box.sync());
  return { owner, box, twin };
}

function troubledPrinters(since: string): PrintersTold {
  const well = { reason: null, code: null, waiting: 0, unknown: 0, paperLow: false, since: null };
  return {
    asOf: since,
    printers: [
      {
        ...well,
        printerId: 'counter',
        name: 'Counter receipts',
        state: 'ok',
        drawer: { state: 'open', since, alarm: true },
      },
      {
        ...well,
        printerId: 'bar',
        name: 'Bar',
        state: 'offline',
        code: 'paper-out',
        reason: 'The printer is out of paper.',
        waiting: 3,
        since,
        drawer: null,
      },
    ],
  };
}

async function sent(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`the cloud answered ${status}: ${JSON.stringify(body)}`);
}

function tellOfTheLonelyTill(box: StoreBox): void {
  const { orderId } = box.sell().order;
  const raise = (code: string, data: ExceptionRaised['data'], more: Partial<ExceptionRaised> = {}): string => {
    const exceptionId = box.ids.next();
    const raised: ExceptionRaised = {
      exceptionId,
      code,
      about: `${code} ${exceptionId}`,
      orderId,
      orderNumber: 'B3',
      orderLabel: 'Table 4',
      cashSessionId: null,
      commandType: 'order.add_line',
      deviceId: box.deviceId,
      staffId: 'anna',
      happenedAt: new Date(box.nowMs() - 600_000).toISOString(),
      businessDate: '2026-11-24',
      data,
      ...more,
    };
    box.write('exception.raised', raised);
    return exceptionId;
  };
  const settle = (exceptionId: string, of: string | null, way: string, note: string): void =>
    void box.write('exception.settled', { exceptionId, orderId: of, way, note, approvedBy: null }, { actor: 'gianni' });
  raise('price_differs', { name: 'Margherita', quantity: '1', tillMinor: 1325, storeMinor: 1500 });
  raise('kitchen_waits', { lines: ['2 × Fries', '1 × Minestrone'], lineIds: [] });
  raise('from_a_newer_store', {}, { orderId: null, orderNumber: '', orderLabel: '' });
  const paidTwice = raise('overpaid', { paymentId: 'p', tender: 'cash', amountMinor: 1443, totalMinor: 1443 });
  settle(paidTwice, orderId, 'refund', 'The guest had gone home');
  const counted = raise(
    'drawer_counted',
    { zNumber: 7, supplement: 1 },
    { orderId: null, orderNumber: '', orderLabel: '', cashSessionId: box.ids.next() },
  );
  settle(counted, null, 'supplement', '');
}
