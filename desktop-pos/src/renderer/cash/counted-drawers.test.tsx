import type { CashReport, CashSession } from '@auraconnect/shared/cash/cash.ts';
import { noCashSession } from '@auraconnect/shared/cash/evolve.ts';
import { cashReport } from '@auraconnect/shared/cash/report.ts';
import { jsonResponse } from '@auraconnect/shared/testing/virtual-client.ts';
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderTill, typePin } from '../testing/render-till.tsx';
import { deviceId } from '../testing/table-appliance.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

const closedAt = '2026-11-23T23:30:00.000-05:00';
const counted: CashSession = {
  ...noCashSession('0190a000-0000-7000-8000-00000000d001'),
  status: 'closed',
  deviceId,
  businessDate: '2026-11-23',
  openedAt: '2026-11-23T10:00:00.000-05:00',
  openedBy: 'anna',
  floatMinor: 10_000,
  countedMinor: 40_000,
  closedAt,
  closedBy: 'anna',
  zNumber: 7,
};
const z: CashReport = cashReport({
  session: counted,
  orders: [],
  previousGrandTotalMinor: 0,
  zNumber: 7,
  countedMinor: 40_000,
  takenAt: closedAt,
  takenBy: 'anna',
});
const supplement = {
  number: 1,
  filedAt: '2026-11-24T09:00:00.000-05:00',
  filedBy: 'anna',
  report: { ...z, orderCount: 2, expectedMinor: 2_350, floatMinor: 0, countedMinor: null, differenceMinor: null },
};

it('a Z is found again after the drawer was counted, and what came later stands beside it and on a paper of its own', async () => {
  const under = await renderTill();
  const { answer } = under.client;
  under.client.answer = (request) => {
    const path = new URL(request.url).pathname;
    if (path.endsWith('/cash-sessions')) return jsonResponse(200, [{ ...counted, supplements: [supplement] }]);
    return answer(request);
  };
  await under.tap(/Anna Rossi/);
  await typePin(under, '1111');
  await act(async () => under.connect());
  await under.tap('Drawer');
  await under.calm();
  expect(screen.getByText('Supplement 1 to Z report 7')).toBeTruthy();
  expect(screen.getByText('+$23.50')).toBeTruthy();
  expect(screen.getByText(/^Z report 7 · /)).toBeTruthy();
  await under.tap('Look: Supplement 1 to Z report 7');
  const paper = screen.getByRole('dialog').textContent;
  expect(paper).toContain('Z report 7');
  expect(paper).toContain('23.50');
}, 30_000);
