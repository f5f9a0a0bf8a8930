import { startEmulator } from '@auraconnect/printer-drivers/emulator/emulator.ts';
import { usualPrinter } from '@auraconnect/shared/menu/catalogue.ts';
import { learnedDrawer } from '@auraconnect/shared/menu/learn-drawer.ts';
import type { DrawerReading } from '@auraconnect/shared/protocol/printing-api.ts';
import { expect, onTestFinished, test } from 'vitest';
import { TestStore } from '../testing/test-store.ts';

test('an installer learns from the printer itself which pin opens its drawer and how it says so', async () => {
  const emulator = await startEmulator({
    printers: [{ id: 'counter', name: 'Counter', port: 0, columns: 48, hasDrawer: true }],
  });
  const store = await TestStore.start();
  onTestFinished(async () => {
    await store.stop();
    await emulator.stop();
  });
  const owner = await store.setUp();
  const at = { host: '127.0.0.1', port: emulator.printers[0]!.port, columns: 48, hasDrawer: true, ...usualPrinter };
  const printer = { id: 'counter', name: 'Counter', ...at };
  await owner.do('catalogue.put', { entries: [{ entity: 'printer', id: 'counter', payload: printer }] });
  const reading = async (id = 'counter', headers = owner.headers) =>
    store.http<DrawerReading>('GET', `/api/v1/printers/${id}/drawer`, { headers });
  const level = async (): Promise<DrawerReading['level']> => (await reading()).body.level;

  const before = await level();
  await owner.do('print.try_drawer', { printerId: 'counter', pin: 5 });
  await expect.poll(level).not.toBe(before);
  const whenOpen = await level();
  await fetch(`${emulator.httpUrl}/api/printers/counter/drawer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ open: false }),
  });
  const whenShut = await level();
  expect(learnedDrawer(printer.drawer, { pin: 5, whenOpen, whenShut })).toMatchObject({ pin: 5, openLevel: 'high' });

  await fetch(`${emulator.httpUrl}/api/printers/counter/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ coverOpen: true }),
  });
  expect((await reading()).body.problem).toMatchObject({ code: 'cover-open' });
  expect((await reading('cellar')).status).toBe(404);
  const cashier = await owner.pairAnother();
  await cashier.signIn('ben', '2222');
  expect((await reading('counter', cashier.headers)).status).toBe(403);
  expect(await cashier.do('print.try_drawer', { printerId: 'counter', pin: 2 })).toMatchObject({
    status: 'refused',
    refusal: { code: 'permission_needed' },
  });
});
