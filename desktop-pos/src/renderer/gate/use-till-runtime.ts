import { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import { browserIds, browserPorts, streamUrlOf } from '@auraconnect/shared/ui/client/browser-ports.ts';
import { askToPersist, DeviceDatabase } from '@auraconnect/shared/ui/client/device-database.ts';
import type { DeviceIdentity } from '@auraconnect/shared/ui/client/device-identity.ts';
import { IndexedDbKeptRows } from '@auraconnect/shared/ui/client/indexeddb-kept-rows.ts';
import { IndexedDbOutboxStore } from '@auraconnect/shared/ui/client/indexeddb-outbox-store.ts';
import { useEffect, useState } from 'react';
import { Till } from '../till/till.ts';

/** The API as this address speaks it, before or after pairing. */
export function makeApi(baseUrl: string, deviceToken: () => string | null): StoreApi {
  return new StoreApi({
    baseUrl,
    deviceToken,
    sendHttp: browserPorts.sendHttp,
    newCorrelationId: () => browserIds.next(),
  });
}

/** Runs the till of this identity for as long as this tab drives it. */
export function useTillRuntime(identity: DeviceIdentity, driving: boolean): Till | null {
  const [till, setTill] = useState<Till | null>(null);
  useEffect(() => {
    if (!driving) return;
    const database = new DeviceDatabase('pos');
    const next = new Till({
      deviceId: identity.deviceId,
      deviceToken: identity.deviceToken,
      incarnation: identity.incarnation,
      streamUrl: streamUrlOf(identity.baseUrl),
      api: makeApi(identity.baseUrl, () => identity.deviceToken),
      store: new IndexedDbOutboxStore(database),
      keptRows: new IndexedDbKeptRows(database),
      ports: browserPorts,
      ids: browserIds,
      memory: {
        keep: (key, value) => database.keep(`${identity.deviceId}:${key}`, value, 'strict'),
        kept: (key) => database.kept(`${identity.deviceId}:${key}`),
      },
    });
    const retry = (): void => next.retryNow();
    const look = (): void => {
      if (document.visibilityState === 'visible') next.retryNow();
    };
    const keep = (): void => next.keepNow();
    addEventListener('online', retry);
    addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', look);
    setTill(next);
    void askToPersist();
    void next.run();
    return () => {
      removeEventListener('online', retry);
      removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', look);
      next.stop();
      setTill(null);
    };
  }, [identity, driving]);
  return till;
}
