import { expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import type { Ticket } from '../kitchen/ticket.ts';
import type { StoreSettings } from '../menu/catalogue.ts';
import type { PrintSubject } from './print-job.ts';
import { backupOf, drawerPrinter, routeOf, type RouteLookups, whereTicketLies } from './route.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const receipt: PrintSubject = { type: 'receipt', orderId: id };
const zReport: PrintSubject = { type: 'z-report', sessionId: id };
const ticket: PrintSubject = { type: 'kitchen-ticket', ticketId: id };
const kick: PrintSubject = { type: 'drawer-kick', drawerPin: 2, reason: 'sale' };

function at(settings: Partial<StoreSettings>, backupPrinterId: string | null = null): RouteLookups {
  const { catalogue } = aBistro();
  const index = aBistro({
    settings: { ...catalogue.settings, receiptPrinterId: 'counter', ...settings },
    stations: catalogue.stations.map((station) => (station.id === 'bar' ? { ...station, backupPrinterId } : station)),
  });
  return { index, ticket: () => ({ stationId: 'bar' }) as Ticket };
}

test('tickets go to their station’s printer, receipts to theirs, and reports where receipts go until somebody says otherwise', () => {
  const here = at({ receiptBackupPrinterId: 'bar' }, 'kitchen');
  expect(routeOf(ticket, here)).toEqual({ printerId: 'bar', backupPrinterId: 'kitchen' });
  expect(routeOf(receipt, here)).toEqual({ printerId: 'counter', backupPrinterId: 'bar' });
  expect(routeOf(zReport, here)).toEqual({ printerId: 'counter', backupPrinterId: 'bar' });
  const reports = at({ receiptBackupPrinterId: 'bar', reportPrinterId: 'kitchen' });
  expect(routeOf(zReport, reports)).toEqual({ printerId: 'kitchen', backupPrinterId: 'bar' });
  expect(routeOf(receipt, at({ receiptPrinterId: null }))).toBeNull();
});

test('nobody stands in for a drawer, for a printer that was chosen by hand, for itself, or a second time', () => {
  const look = at({ receiptPrinterId: 'kitchen', receiptBackupPrinterId: 'bar', reportPrinterId: 'bar' });
  expect(routeOf(kick, look)).toBeNull();
  expect(backupOf({ subject: kick, printerId: 'kitchen' }, look)).toBeNull();
  expect(backupOf({ subject: receipt, printerId: 'kitchen' }, look)).toBe('bar');
  expect(backupOf({ subject: receipt, printerId: 'bar' }, look)).toBeNull();
  expect(backupOf({ subject: zReport, printerId: 'bar' }, look)).toBeNull();
  expect(backupOf({ subject: receipt, printerId: 'kitchen', backupFor: 'bar' }, look)).toBeNull();
});

test('what takes a ticket back goes where its paper is lying, and to the station’s own printer when that one is down', () => {
  const moved = { printerId: 'kitchen', backupFor: 'bar' };
  const own = at({}, 'kitchen');
  const look: RouteLookups = { ...own, ticket: () => ({ stationId: 'bar', standIn: moved }) as Ticket };
  const cancellation: PrintSubject = { type: 'cancellation', ticketId: id, lineIds: [] };
  expect(whereTicketLies({ standIn: moved }, 'bar', own.index)).toEqual(moved);
  expect(whereTicketLies({}, 'bar', own.index)).toEqual({ printerId: 'bar' });
  const gone = { printerId: 'sold-off', backupFor: 'bar' };
  expect(whereTicketLies({ standIn: gone }, 'bar', own.index)).toEqual({ printerId: 'bar' });
  expect(backupOf({ subject: cancellation, ...moved }, look)).toBe('bar');
  expect(backupOf({ subject: ticket, ...moved }, look)).toBeNull();
  // It was moved from there: it stays.
  expect(backupOf({ subject: cancellation, printerId: 'bar', backupFor: 'kitchen' }, look)).toBeNull();
});

test('the drawer is the one at the printer of the receipts', () => {
  expect(drawerPrinter(at({}).index)?.id).toBe('counter');
  expect(drawerPrinter(at({ receiptPrinterId: 'kitchen' }).index)).toBeNull();
});
