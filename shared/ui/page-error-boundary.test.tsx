// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PageErrorBoundary } from './page-error-boundary.tsx';

class DiskFault extends Error {
  readonly code = 'DISK-FULL';
}

let broken = true;
function Page({ fault = new Error('x is undefined') }: { fault?: Error }): ReactElement {
  if (broken) throw fault;
  return <p>Sales today</p>;
}

beforeEach(() => {
  broken = true;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('a page that breaks', () => {
  test("says what still works and gives the fault's own code, and the fault is reported", () => {
    const onError = vi.fn();
    render(
      <PageErrorBoundary onError={onError}>
        <Page fault={new DiskFault('no space left on device')} />
      </PageErrorBoundary>,
    );
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Nothing that was saved is lost.');
    expect(alert.textContent).toContain('Code for support: DISK-FULL');
    expect(alert.textContent).not.toContain('no space left');
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test('comes back when it is tried again', () => {
    render(
      <PageErrorBoundary>
        <Page />
      </PageErrorBoundary>,
    );
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('Sales today')).toBeDefined();
  });

  test('comes back by itself when another order is opened', () => {
    const view = render(
      <PageErrorBoundary resetKey="order-1">
        <Page />
      </PageErrorBoundary>,
    );
    broken = false;
    view.rerender(
      <PageErrorBoundary resetKey="order-2">
        <Page />
      </PageErrorBoundary>,
    );
    expect(screen.getByText('Sales today')).toBeDefined();
  });
});
