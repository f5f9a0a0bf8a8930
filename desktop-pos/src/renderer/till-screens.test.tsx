import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderTill, typePin, type ScreenUnderTest } from './testing/render-till.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const check = (): HTMLElement => screen.getByRole('region', { name: 'Check' });
const strip = (): string => screen.getByRole('button', { name: /How things are/ }).textContent;

async function signedIn(): Promise<ScreenUnderTest> {
  const under = await renderTill();
  await under.tap(/Anna Rossi/);
  await typePin(under, '1111');
  return under;
}

describe('who is at the till', () => {
  it('says how many tries are left after a wrong PIN, and lets the right one in', async () => {
    const under = await renderTill();
    await under.tap(/Anna Rossi/);
    await typePin(under, '1234');
    expect(screen.getByText('That PIN is not right. 3 tries left.')).toBeTruthy();
    await typePin(under, '1111');
    expect(check()).toBeTruthy();
  });

  it('takes the keys away while a person is locked out, says for how long, and gives them back in time', async () => {
    const under = await renderTill();
    await under.tap(/Anna Rossi/);
    await typePin(under, '0000');
    expect(screen.getByText(/Try again in 60 seconds/)).toBeTruthy();
    const isLocked = (): boolean => screen.getByRole('button', { name: '1' }).hasAttribute('disabled');
    expect(isLocked()).toBe(true);
    await act(async () => under.client.time.advance(61_000));
    await vi.waitFor(() => expect(isLocked()).toBe(false), { timeout: 8000 });
    await typePin(under, '1111');
    expect(check()).toBeTruthy();
  });

  it('unlocks without the appliance for somebody who was here, and for nobody else', async () => {
    const under = await signedIn();
    under.appliance.reachable = false;
    under.client.answer = () => Promise.reject(new Error('no route to host'));
    await under.tap(/Anna Rossi/);
    await act(async () => void fireEvent.click(screen.getByRole('menuitem', { name: 'Lock' })));
    await under.calm();
    await typePin(under, '1234');
    expect(screen.getByText('That PIN is not right. 4 tries left.')).toBeTruthy();
    await typePin(under, '1111');
    expect(check()).toBeTruthy();
  });
});

describe('the check', () => {
  it('adds with a tap, counts the same thing up, and says what comes next', async () => {
    const under = await signedIn();
    await under.tap('Salads');
    await under.tap(/^Caprese/);
    await under.tap(/^Caprese/);
    expect(within(check()).getByText('2×')).toBeTruthy();
    expect(within(check()).getByRole('button', { name: 'Send 1' })).toBeTruthy();
    await under.tap('Send 1');
    expect(within(check()).getByRole('button', { name: /^Pay/ }).textContent).toContain('$28.85');
    expect(within(check()).getByRole('img', { name: 'The kitchen has it' })).toBeTruthy();
  });

  it('asks what must be asked, and goes on only with an answer', async () => {
    const under = await signedIn();
    await under.tap('Burgers');
    await under.tap(/^Classic Burger/);
    const sheet = screen.getByRole('dialog');
    expect(within(sheet).getByRole('button', { name: /Choose: Temperature/ })).toBeTruthy();
    await under.tap('Rare');
    await under.tap(/^Bacon/);
    expect(within(screen.getByRole('dialog')).getByRole('button', { name: /^Add/ }).textContent).toContain('$17.00');
    await under.tap(/^Add/);
    expect(within(check()).getByText('Rare')).toBeTruthy();
    expect(within(check()).getByText('Fries')).toBeTruthy();
  });

  it('takes a line off and brings it back with one tap', async () => {
    const under = await signedIn();
    await under.tap('Desserts');
    await under.tap(/^Panna Cotta/);
    await act(async () => void fireEvent.click(within(check()).getByRole('button', { name: /Panna Cotta/ })));
    await under.tap('Take off');
    expect(within(check()).queryByText('Panna Cotta')).toBeNull();
    await under.tap('Undo');
    expect(within(check()).getByText('Panna Cotta')).toBeTruthy();
  });

  it('finds dishes while typing, multiplies by digits, and takes the first with Enter', async () => {
    const under = await signedIn();
    const types = (key: string): Promise<void> =>
      act(async () => {
        fireEvent.keyDown(document.body, { key });
        // As fast as hands are: what comes faster is a scanner.
        await new Promise((resolve) => setTimeout(resolve, 60));
      });
    await types('3');
    await types('p');
    const search = screen.getByRole('searchbox', { name: 'Search the menu' });
    await act(async () => void fireEvent.change(search, { target: { value: 'panna' } }));
    expect(screen.getByRole('button', { name: /^Panna Cotta/ })).toBeTruthy();
    await act(async () => void fireEvent.keyDown(search, { key: 'Enter' }));
    await under.calm();
    expect(within(check()).getByText('3×')).toBeTruthy();
  });

  it('greys out what is sold out, with the word, and asks nothing about it', async () => {
    const under = await signedIn();
    under.appliance.availability.set('tiramisu', 0);
    under.appliance.availability.set('gelato', 3);
    under.appliance.availability.set('lamb-burger', 0);
    await act(async () => under.till.refresh());
    await under.tap('Desserts');
    expect(screen.getByRole('button', { name: /^Tiramisù.*Sold out/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Gelato.*3 left/ })).toBeTruthy();
    await under.tap('Burgers');
    await under.tap(/^Lamb Burger/);
    const sheet = within(screen.getByRole('dialog'));
    expect(sheet.getByText('Sold out')).toBeTruthy();
    expect(sheet.queryByText('Temperature')).toBeNull();
    expect(sheet.getByRole('button', { name: 'Available, not limited' })).toBeTruthy();
  });
});

describe('money', () => {
  it('is taken in one tap, and the change stays until the next order begins', async () => {
    const under = await signedIn();
    await under.tap('Salads');
    await under.tap(/^Caprese/);
    await act(async () => void fireEvent.click(within(check()).getByRole('button', { name: /^Pay/ })));
    await under.calm();
    await under.tap('$20.00');
    expect(screen.getByText('$5.57')).toBeTruthy();
    await under.tap(/^Caprese/);
    expect(screen.queryByText('$5.57')).toBeNull();
    expect([...under.appliance.orders.values()][0]).toMatchObject({ status: 'closed', paidMinor: 1443 });
  });

  it('is typed on a keyboard wherever the last tap was', async () => {
    const under = await signedIn();
    await under.tap('Salads');
    await under.tap(/^Caprese/);
    await act(async () => void fireEvent.click(within(check()).getByRole('button', { name: /^Pay/ })));
    await under.calm();
    await under.tap(/^20%/);
    const press = (key: string): Promise<void> => act(async () => void fireEvent.keyDown(document.body, { key }));
    for (const key of ['3', '0', '0', '0', '5', 'Backspace']) await press(key);
    expect(screen.getByRole('button', { name: 'Take it, change $12.92' })).toBeTruthy();
    await press('Enter');
    await under.calm();
    expect(screen.getByText('$12.92')).toBeTruthy();
  });

  it('asks the card terminal about the amount that was charged, tip and all', async () => {
    const under = await signedIn();
    await under.tap('Salads');
    await under.tap(/^Caprese/);
    await act(async () => void fireEvent.click(within(check()).getByRole('button', { name: /^Pay/ })));
    await under.calm();
    await under.tap(/^20%/);
    await under.tap(/Card terminal/);
    await under.tap('I don’t know');
    const waiting = within(screen.getByRole('list', { name: 'Payments on this order' }));
    expect(waiting.getByText('$17.08')).toBeTruthy();
    expect(waiting.getByText(/of which tip/)).toBeTruthy();
  });

  it('writes a card payment down before anybody touches the terminal, and never charges an unknown one again', async () => {
    const under = await signedIn();
    await under.tap('Salads');
    await under.tap(/^Caprese/);
    await act(async () => void fireEvent.click(within(check()).getByRole('button', { name: /^Pay/ })));
    await under.calm();
    await under.tap(/Card terminal/);
    const [order] = [...under.appliance.orders.values()];
    expect(order?.payments).toMatchObject([{ tender: 'card-external', state: 'intended', amountMinor: 1443 }]);
    await under.tap('I don’t know');
    expect(screen.getByText(/Do not charge again before/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Card terminal/ })).toBeNull();
    await under.tap('It went through');
    expect([...under.appliance.orders.values()][0]).toMatchObject({
      status: 'closed',
      payments: [{ state: 'captured' }],
    });
  });

  it('sends a cashier without an open drawer to open it', async () => {
    const under = await signedIn();
    under.appliance.cashSession = null;
    await act(async () => under.till.refresh());
    await under.tap('Salads');
    await under.tap(/^Caprese/);
    await act(async () => void fireEvent.click(within(check()).getByRole('button', { name: /^Pay/ })));
    await under.calm();
    expect(screen.getByText('Cash needs an open drawer on this till.')).toBeTruthy();
    await under.tap('Open the drawer');
    expect(screen.getByText('No drawer is open on this till')).toBeTruthy();
  });
});

describe('what is not well', () => {
  it('tells a person what the appliance refused afterwards, until it was read', async () => {
    const under = await signedIn();
    await act(async () => under.connect());
    await under.calm();
    await under.tap('Desserts');
    await under.tap(/^Panna Cotta/);
    under.appliance.availability.set('tiramisu', 0);
    await under.tap(/^Tiramisù/);
    await act(async () => under.client.time.advance(10_000));
    const told = screen
      .getAllByRole('alert')
      .map((alert) => alert.textContent)
      .join();
    expect(told).toContain('#101: a line was not added');
    expect(told).toContain('There is not enough of this item left. It was taken back here.');
    expect(within(check()).queryByText('Tiramisù')).toBeNull();
    await under.tap('Understood');
    expect(screen.queryByText(/a line was not added/)).toBeNull();
  });

  it('says that the appliance does not answer, and that selling goes on', async () => {
    const under = await signedIn();
    await act(async () => under.connect());
    await under.calm();
    expect(strip()).toContain('All is well');
    await act(async () => {
      under.socket().drops();
      under.appliance.reachable = false;
      await under.client.time.advance(9_000);
    });
    await act(async () => new Promise((resolve) => setTimeout(resolve, 1_100)));
    expect(strip()).toContain('The appliance does not answer. Go on selling');
  });
});
