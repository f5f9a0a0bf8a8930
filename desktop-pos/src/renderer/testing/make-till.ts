import { MemoryOutboxStore } from '@auraconnect/shared/client/outbox-store.ts';
import { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { virtualClient, type FakeSocket, type VirtualClient } from '@auraconnect/shared/testing/virtual-client.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { anybody, type SignedIn } from '../till/person.ts';
import { Till } from '../till/till.ts';
import { boot, deviceId, incarnation, TableAppliance } from './table-appliance.ts';

export const anna: SignedIn = {
  staffId: 'anna',
  name: 'Anna Rossi',
  staffToken: 'token',
  actor: anybody('anna'),
};

export interface TillUnderTest {
  client: VirtualClient;
  appliance: TableAppliance;
  till: Till;
  store: MemoryOutboxStore;
  kept: Map<string, unknown>;
  /** Whether this device’s storage still takes anything. */
  memory: { fails: boolean };
  socket(): FakeSocket;
  /** The stream connects and sends its snapshots. */
  connect(): void;
}

/** A till beside its appliance; `before` gives it the disk and the appliance of an earlier page. */
export function makeTill(before?: Pick<TillUnderTest, 'appliance' | 'store' | 'kept'>): TillUnderTest {
  const client = virtualClient();
  const appliance = before?.appliance ?? new TableAppliance(client.time.nowMs).withOpenDrawer();
  const store = before?.store ?? new MemoryOutboxStore();
  const kept = before?.kept ?? new Map<string, unknown>();
  const memory = { fails: false };
  client.answer = appliance.answer;
  const ids = createIdSource(client.time, { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  const api = new StoreApi({
    baseUrl: 'http://till.test',
    deviceToken: () => 'key',
    sendHttp: client.ports.sendHttp,
    newCorrelationId: () => ids.next(),
  });
  const till = new Till({
    deviceId,
    deviceToken: 'key',
    incarnation,
    streamUrl: 'ws://till.test/api/v1/stream',
    api,
    store,
    ports: client.ports,
    ids,
    memory: {
      keep: async (key, value) => {
        if (memory.fails) throw new Error('disk full');
        kept.set(key, JSON.parse(JSON.stringify(value)));
      },
      kept: async <T>(key: string) => kept.get(key) as T | undefined,
    },
  });
  const socket = (): FakeSocket => client.sockets.at(-1) as FakeSocket;
  return {
    client,
    appliance,
    till,
    store,
    kept,
    memory,
    socket,
    connect: () => {
      socket().opens();
      socket().says({
        type: 'hello',
        boot,
        epoch: 'e',
        durableSeq: 1,
        serverTime: new Date(client.time.nowMs()).toISOString(),
        storeName: 'Bella Napoli',
      });
      const open = [...appliance.orders.values()].filter((order) => order.status === 'open');
      socket().says({ type: 'snapshot', boot, n: 1, seq: 1, data: { topic: 'orders', orders: open } });
      socket().says({ type: 'snapshot', boot, n: 1, seq: 1, data: { topic: 'menu', revision: 1, availability: [] } });
      socket().says({ type: 'snapshot', boot, n: 1, seq: 1, data: { topic: 'status', status: appliance.status() } });
    },
  };
}
