import { describe, expect, it } from 'vitest';
import { jsonResponse, virtualClient } from '../../testing/virtual-client.ts';
import { StoreApi } from './store-api.ts';
import { isDeviceRefused, StoreProblem, StoreUnreachable } from './store-fault.ts';

function makeApi(): { client: ReturnType<typeof virtualClient>; api: StoreApi } {
  const client = virtualClient();
  const api = new StoreApi({
    baseUrl: 'http://till.test',
    deviceToken: () => 'key',
    sendHttp: client.ports.sendHttp,
    newCorrelationId: () => 'c-1',
  });
  return { client, api };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (fault: unknown) => fault,
  );

describe('the appliance as a till calls it', () => {
  it('sends the device key and a correlation id', async () => {
    const { client, api } = makeApi();
    client.answer = () => jsonResponse(200, { storeName: 'Demo' });
    await api.bootstrap();
    expect(client.requests[0]).toMatchObject({
      method: 'GET',
      url: 'http://till.test/api/v1/bootstrap',
      headers: { authorization: 'Bearer key', 'x-correlation-id': 'c-1' },
    });
  });

  it('turns a problem document into its code, sentence and figures', async () => {
    const { client, api } = makeApi();
    client.answer = () =>
      jsonResponse(423, {
        type: 'about:blank',
        title: 'Too many wrong PINs.',
        status: 423,
        code: 'locked_out',
        data: { waitSeconds: 30 },
      });
    const fault = await failure(api.signIn({ staffId: 'ana', pin: '0000' }));
    expect(fault).toBeInstanceOf(StoreProblem);
    expect(fault).toMatchObject({
      code: 'locked_out',
      status: 423,
      title: 'Too many wrong PINs.',
      problem: { data: { waitSeconds: 30 } },
    });
  });

  it('keeps a code when the no comes from something that speaks no problem documents', async () => {
    const { client, api } = makeApi();
    client.answer = () => ({ status: 502, header: () => null, text: '<html>Bad gateway</html>' });
    expect(await failure(api.people())).toMatchObject({ code: 'http_502' });
  });

  it('does not take a captive portal for the appliance', async () => {
    const { client, api } = makeApi();
    client.answer = () => ({ status: 200, header: () => null, text: '<html>Welcome to the hotel</html>' });
    expect(await failure(api.people())).toBeInstanceOf(StoreUnreachable);
  });

  it('says when no answer came at all', async () => {
    const { api } = makeApi();
    const fault = await failure(api.people());
    expect(fault).toBeInstanceOf(StoreUnreachable);
    expect(isDeviceRefused(fault)).toBe(false);
  });

  it('leaves empty search terms out of the address', async () => {
    const { client, api } = makeApi();
    client.answer = () => jsonResponse(200, { orders: [], next: null });
    await api.orders({ status: 'closed', search: '', businessDate: '2026-11-24' });
    expect(client.requests[0]?.url).toBe('http://till.test/api/v1/orders?status=closed&businessDate=2026-11-24');
  });

  it('never takes fewer answers than it sent commands', async () => {
    const { client, api } = makeApi();
    client.answer = () => jsonResponse(200, []);
    expect(await failure(api.commands([{} as never]))).toBeInstanceOf(StoreUnreachable);
  });
});
