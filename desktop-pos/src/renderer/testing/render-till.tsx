import { createI18n } from '@auraconnect/shared/ui/i18n.ts';
import { ToastRegion } from '@auraconnect/shared/ui/toast.tsx';
import { UiProvider } from '@auraconnect/shared/ui/ui-provider.tsx';
import { jsonResponse, settle } from '@auraconnect/shared/testing/virtual-client.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { vi } from 'vitest';
import { Desk } from '../desk/desk.tsx';
import { TillContext } from '../desk/till-context.ts';
import { TillScreens } from '../desk/till-screens.tsx';
import { resources } from '../words/resources.ts';
import { makeTill, type TillUnderTest } from './make-till.ts';

/** jsdom lays nothing out and knows no media queries: the till is drawn as on a wide counter. */
function standInForTheBrowser(): void {
  vi.stubGlobal('CSS', { escape: (text: string) => text, supports: () => false });
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

export interface ScreenUnderTest extends TillUnderTest {
  /** Lets the till and React settle. */
  calm(): Promise<void>;
  tap(name: string | RegExp, nth?: number): Promise<void>;
}

const permissions = ['order.take', 'order.pay', 'order.discount', 'cash.session', 'cash.report'];

/** A whole till on the screen, with Anna (a cashier) signed in by PIN. */
export async function renderTill(): Promise<ScreenUnderTest> {
  standInForTheBrowser();
  const under = makeTill();
  const { answer } = under.client;
  under.client.answer = (request) => {
    const path = new URL(request.url).pathname;
    if (path.endsWith('/people'))
      return jsonResponse(200, [{ staffId: 'anna', name: 'Anna Rossi', roleName: 'Cashier', hue: 'teal' }]);
    if (path.endsWith('/sessions')) return signIn(request.body ?? '');
    return answer(request);
  };
  await under.till.run();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <UiProvider
      locale="en-US"
      currency="USD"
      timeZone="America/New_York"
      i18n={createI18n({ locale: 'en', resources })}
    >
      <QueryClientProvider client={queries}>
        <TillContext value={under.till}>
          <Desk>
            <TillScreens />
          </Desk>
        </TillContext>
        <ToastRegion />
      </QueryClientProvider>
    </UiProvider>,
  );
  const calm = async (): Promise<void> => {
    await act(async () => {
      await settle();
      await new Promise((resolve) => setTimeout(resolve, 0));
      await settle();
    });
  };
  await calm();
  return {
    ...under,
    calm,
    async tap(name, nth = 0) {
      const target = screen.getAllByRole('button', { name })[nth];
      if (target === undefined) throw new Error(`no button ${String(name)}`);
      await act(async () => void fireEvent.click(target));
      await calm();
    },
  };
}

function signIn(body: string): ReturnType<typeof jsonResponse> {
  const { pin } = JSON.parse(body) as { pin: string };
  if (pin === '0000')
    return jsonResponse(429, {
      type: 'x',
      title: 'Too many wrong PINs; please wait.',
      status: 429,
      code: 'pin_locked',
      data: { retryAfterSeconds: 60 },
    });
  if (pin !== '1111')
    return jsonResponse(401, {
      type: 'x',
      title: 'This PIN is wrong.',
      status: 401,
      code: 'pin_wrong',
      data: { triesLeft: 3 },
    });
  const answer = {
    staffToken: 'anna.token',
    expiresAt: '2027-01-01T00:00:00.000Z',
    staffId: 'anna',
    name: 'Anna Rossi',
    permissions,
    discountLimitPercent: '10',
  };
  return jsonResponse(201, answer);
}

export async function typePin(under: ScreenUnderTest, pin: string): Promise<void> {
  const pad = screen.getByRole('group', { name: /PIN of/ });
  await act(async () => {
    for (const digit of pin) fireEvent.keyDown(pad, { key: digit });
  });
  await act(async () => void fireEvent.keyDown(pad, { key: 'Enter' }));
  await under.calm();
}
