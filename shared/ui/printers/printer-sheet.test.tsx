import '../jsdom-gaps.ts';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Printer, usualPrinter } from '../../src/menu/catalogue.ts';
import { defaultSettings } from '../../src/menu/read-entry.ts';
import { createI18n } from '../i18n.ts';
import { UiProvider } from '../ui-provider.tsx';
import { printerFormWords } from './form-words/form-words.ts';
import type { PrinterHands } from './printer-hands.ts';
import { PrinterSheet } from './printer-sheet.tsx';

afterEach(cleanup);

const bar: Printer = {
  ...usualPrinter,
  id: 'bar',
  name: 'Bar',
  host: '192.168.1.50',
  port: 9100,
  columns: 48,
  hasDrawer: true,
};
const i18n = createI18n({ locale: 'en', resources: { en: { printers: printerFormWords.en } } });

async function sheetOf(printer: Printer | null, changes: Partial<PrinterHands> = {}) {
  const onClose = vi.fn<() => void>();
  const hands: PrinterHands = {
    catalogue: { printers: printer === null ? [] : [printer], stations: [], settings: defaultSettings },
    cannotLook: null,
    models: async () => [
      { id: 'generic', name: 'ESC/POS printer', columns: 48, draws: true },
      { id: 'epson-tm-u220', name: 'Epson TM-U220', columns: 33, draws: false },
    ],
    save: vi.fn<PrinterHands['save']>(async () => []),
    remove: vi.fn<PrinterHands['remove']>(async () => []),
    startSearch: () => Promise.reject(new Error('away')),
    readSearch: () => Promise.reject(new Error('away')),
    readDrawer: async () => ({ level: null, problem: null }),
    tryDrawer: async () => [],
    sentenceOf: () => 'The appliance does not answer.',
    ...changes,
  };
  render(
    <UiProvider locale="en-US" currency="USD" timeZone="UTC" i18n={i18n}>
      <PrinterSheet printer={printer} hands={hands} onClose={onClose} />
    </UiProvider>,
  );
  const tap = (name: string, within_: HTMLElement = screen.getAllByRole('dialog')[0]!): Promise<void> =>
    act(async () => void fireEvent.click(within(within_).getByRole('button', { name })));
  await act(async () => undefined);
  return { hands, onClose, tap };
}

describe('the form of a printer', () => {
  it('says what is missing and stays; the first printer of a store is for the receipts as well', async () => {
    const { hands, onClose, tap } = await sheetOf(null);
    await tap('Save');
    expect(screen.getByText('Type a name.')).toBeTruthy();
    const type = (label: RegExp, value: string): void =>
      void fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
    type(/^Name/, 'Counter');
    type(/^Address/, '10.0.0.9:9101');
    await tap('Save');
    const saved = { id: 'counter', name: 'Counter', host: '10.0.0.9', port: 9101 };
    expect(hands.save).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(saved), true);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('saves a new printer without closing, so that its drawer can be tried at once', async () => {
    const { hands, onClose, tap } = await sheetOf(null);
    await act(async () => void fireEvent.click(screen.getByRole('switch', { name: /^Cash drawer/ })));
    await tap('Save and go on');
    expect(screen.getByText('Type a name.')).toBeTruthy();
    const type = (label: RegExp, value: string): void =>
      void fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } });
    type(/^Name/, 'Counter');
    type(/^Address/, '10.0.0.9:9101');
    await tap('Save and go on');
    expect(hands.save).toHaveBeenCalledOnce();
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Open the drawer' })).toBeTruthy();
    type(/^Address/, '10.0.0.10');
    expect(screen.queryByRole('button', { name: 'Open the drawer' })).toBeNull();
    await tap('Save');
    expect(hands.save).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'counter', host: '10.0.0.10' }), true);
  });

  it('shows after a save what somebody else changed meanwhile, and does not take it for typed', async () => {
    const renamed = { ...bar, name: 'Long bar' };
    const { hands, tap } = await sheetOf(bar, {
      catalogue: { printers: [renamed], stations: [], settings: defaultSettings },
    });
    fireEvent.change(screen.getByRole('textbox', { name: /^Address/ }), { target: { value: '192.168.1.51' } });
    await tap('Save and go on');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: /^Name/ }).value).toBe('Long bar');
    await tap('Save');
    for (const [printer] of vi.mocked(hands.save).mock.calls) expect(printer.name).toBe('Long bar');
    expect(hands.save).toHaveBeenCalledTimes(2);
  });

  it('stays open without a word when whoever was asked to approve it did not', async () => {
    const { onClose, tap } = await sheetOf(bar, { save: async () => null });
    await tap('Save');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('removes a printer only when somebody says so, and none that something prints on', async () => {
    const { hands, onClose, tap } = await sheetOf(bar);
    await tap('Delete');
    await tap('Keep it', screen.getByRole('alertdialog'));
    expect(hands.remove).not.toHaveBeenCalled();
    await tap('Delete');
    await tap('Delete', screen.getByRole('alertdialog'));
    expect(hands.remove).toHaveBeenCalledExactlyOnceWith(bar);
    expect(onClose).toHaveBeenCalledOnce();
    cleanup();
    const settings = { ...defaultSettings, name: 'Trattoria', receiptPrinterId: 'bar' };
    const used = await sheetOf(bar, { catalogue: { printers: [bar], stations: [], settings } });
    await used.tap('Delete');
    expect(screen.getByText('Bar is still used by: Trattoria. Change those first.')).toBeTruthy();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('says of a model that cannot draw what becomes of letters that it does not have', async () => {
    await sheetOf({ ...bar, model: 'epson-tm-u220' });
    expect(screen.getByText(/letters that it does not have come out as “\?”/)).toBeTruthy();
    cleanup();
    await sheetOf(bar);
    expect(screen.queryByText(/come out as/)).toBeNull();
    cleanup();
    await sheetOf(bar, { models: () => Promise.reject(new Error('away')) });
    expect(screen.getByText(/list of models could not be read/)).toBeTruthy();
  });

  it('tells why printers cannot be looked for and drawers not tried, beside the buttons that are off', async () => {
    await sheetOf(bar, { cannotLook: 'The appliance does not answer.' });
    expect(screen.getAllByText('The appliance does not answer.')).toHaveLength(2);
    for (const name of ['Find printers', 'Open the drawer'])
      expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true);
  });

  it('keeps the pin when the printer says why it cannot try the drawer', async () => {
    const problem = { code: 'cover-open', reason: 'The cover is open.' };
    const { tap } = await sheetOf(bar, { readDrawer: async () => ({ level: null, problem }) });
    await tap('Open the drawer');
    expect(screen.getByText('The printer cannot do it now: cover open')).toBeTruthy();
    await tap('Find printers');
    expect(screen.getByText('The appliance does not answer.')).toBeTruthy();
  });
});
