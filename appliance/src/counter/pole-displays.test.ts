import { afterEach, expect, test } from 'vitest';
import { openPoleDisplay } from '@auraconnect/printer-drivers/counter/open-pole-display.ts';
import { MemoryWire } from '@auraconnect/printer-drivers/counter/testing/memory-wire.ts';
import { VirtualPole } from '@auraconnect/printer-drivers/counter/testing/virtual-pole.ts';
import { newId, TestStore } from '../testing/test-store.ts';
import { PoleDisplays } from './pole-displays.ts';

let store: TestStore | null = null;
afterEach(async () => {
  await store?.remove();
  store = null;
});

test('a pole shows what its own till has in hand, the change, and the store’s name; a broken one keeps nobody from selling', async () => {
  const nobody = new MemoryWire(() => new Uint8Array());
  store = await TestStore.start({ ports: { openPole: async () => openPoleDisplay(nobody.open, 'esc-pos') } });
  const till = await store.setUp();
  const other = await till.pairAnother();
  await other.signIn('ben', '2222');
  const line = { path: '/dev/ttyUSB0', baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' };
  const put = await till.do('catalogue.put', {
    entries: [
      {
        entity: 'pole-display',
        id: 'pole',
        payload: { id: 'pole', name: 'Counter', deviceId: till.device.deviceId, line, dialect: 'cd5220' },
      },
    ],
  });
  expect(put.status).toBe('accepted');

  const screen = new VirtualPole();
  const wire = new MemoryWire((bytes) => {
    screen.feed(bytes);
    return new Uint8Array();
  });
  const told: string[] = [];
  const log = {
    debug() {},
    info() {},
    error() {},
    warn: (_fields: object, message: string) => void told.push(message),
    child: () => log,
  };
  const timers: (() => void)[] = [];
  const poles = new PoleDisplays({
    core: store.appliance.core,
    ports: {
      log,
      timers: {
        after: (_delayMs, run) => {
          timers.push(run);
          return () => void timers.splice(timers.indexOf(run), 1);
        },
        every: () => () => {},
        soon: (run) => run(),
      },
    },
    open: async ({ dialect }) => openPoleDisplay(wire.open, dialect),
  });
  await poles.run();
  const shows = (): string[] => screen.lines.map((one) => one.trimEnd());
  await expect.poll(() => shows()[0]).toBe('Corner Grill');

  await till.openDrawer();
  const [open, add, send, pay, close] = till.sale();
  await till.send([open!, add!]);
  await expect.poll(shows).toEqual(['Fries           4.50', 'Total           4.50']);
  // Another till's guest is no business of this one.
  await other.send(other.sale(newId(), 2).slice(0, 3));
  await till.send([send!]);
  expect(shows()).toEqual(['Fries           4.50', 'Total           4.50']);
  await till.send([pay!, close!]);
  await expect.poll(shows).toEqual(['Total           4.50', 'Change         95.50']);
  timers.forEach((run) => run());
  await expect.poll(() => shows()[0]).toBe('Corner Grill');

  wire.missing = true;
  wire.cut();
  await till.send(till.sale());
  await till.send(till.sale());
  await expect.poll(() => told).toEqual(['a pole display shows nothing']);
  wire.missing = false;
  await till.send(till.sale().slice(0, 2));
  await expect.poll(shows).toEqual(['Fries           4.50', 'Total           4.50']);
  await poles.stop();
  expect(screen.lines.join('').trim()).toBe('');
});
