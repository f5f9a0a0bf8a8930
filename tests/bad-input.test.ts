import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal } from '../tooling/demo/demo-store.ts';
import { call } from '../tooling/programs/call.ts';
import { signInToCloud } from '../tooling/programs/store-access.ts';
import type { Terminal } from '../tooling/replay/terminal.ts';
import { attempt, codeOf, faultOf, operationsOf, type Attempt, type Operation } from './support/bad-requests.ts';
import { frame, openRawSocket, type FrameShape } from './support/raw-socket.ts';
import { newId, openStore, type StoryStore } from './support/story-store.ts';

interface Door {
  baseUrl: string;
  /** Of somebody who may do everything. */
  key: Record<string, string>;
  operations: Operation[];
}

let store: StoryStore;
let till: Terminal;
const doors: Record<'appliance' | 'cloud', Door> = {
  appliance: { baseUrl: '', key: {}, operations: [] },
  cloud: { baseUrl: '', key: {}, operations: [] },
};
/** Programs as they were started: neither may have died and come back. */
let pids: (number | undefined)[] = [];

beforeAll(async () => {
  store = await openStore({ story: 'bad-input' });
  const { programs, manager, cloudOwner } = store;
  const { accessToken } = await signInToCloud(programs.cloudUrl, cloudOwner);
  till = await openTerminal(manager, 'Till', 'pos', newId, 'anna');
  const ownersKey = {
    authorization: `Bearer ${manager.device.deviceToken}`,
    'x-staff-token': manager.staff.staffToken,
  };
  doors.appliance = {
    baseUrl: programs.applianceUrl,
    key: ownersKey,
    operations: await operationsOf(programs.applianceUrl, ownersKey),
  };
  const portalKey = { authorization: `Bearer ${accessToken}` };
  doors.cloud = {
    baseUrl: programs.cloudUrl,
    key: portalKey,
    operations: await operationsOf(programs.cloudUrl, portalKey),
  };
  pids = [programs.appliance.pid, programs.cloud.pid];
});
afterAll(() => store?.close());

const json = { 'content-type': 'application/json' };
const megabytes = 9;
/** An address of the right form that names nothing, so that it is the rest of a request that is refused. */
const nothing = newId();
const pathOf = ({ path }: Operation, value = nothing): string => path.replaceAll(/\{\w+\}/g, value);
const hasParameter = ({ path }: Operation): boolean => path.includes('{');

interface BadInput {
  what: string;
  /** Which routes it can be sent to. */
  to: (operation: Operation) => boolean;
  request: (door: Door, operation: Operation) => Partial<Attempt>;
  /** Status and code that are allowed; everything else fails. Absent: any proper refusal, or an answer where the route takes no notice. */
  answers?: readonly string[];
}

const withBody =
  (body: string | Buffer, headers: Record<string, string> = json) =>
  (door: Door): Partial<Attempt> => ({ headers: { ...door.key, ...headers }, body });
/** What a store says to the cloud is signed by its own key: the owner's opens no such door. */
const notHere = '401 token_refused';

const badInputs: BadInput[] = [
  {
    what: 'no key',
    to: ({ needsKey }) => needsKey,
    request: () => ({ headers: json, body: '{}' }),
    answers: [
      '401 device_key_missing',
      '401 not_signed_in',
      '401 session_over',
      '401 token_refused',
      '401 token_missing',
    ],
  },
  {
    what: 'a key that nobody has',
    to: ({ needsKey }) => needsKey,
    request: () => ({ headers: { ...json, authorization: 'Bearer nonsense', 'x-staff-token': 'a.b.c' }, body: '{}' }),
    answers: ['401 device_unknown', '401 not_signed_in', '401 session_over', '401 token_refused'],
  },
  {
    what: 'JSON that breaks off',
    to: ({ takesBody }) => takesBody,
    request: withBody('{"a":'),
    answers: ['400 malformed_json', '400 bad_request', notHere],
  },
  {
    what: 'JSON nested without end',
    to: ({ takesBody }) => takesBody,
    request: withBody('['.repeat(50_000)),
    answers: ['400 malformed_json', '400 bad_request', notHere],
  },
  {
    what: 'a text where an object belongs',
    to: ({ takesBody }) => takesBody,
    request: withBody('"text"'),
    answers: ['400 malformed_json', '400 bad_request', notHere],
  },
  {
    what: 'a list where an object belongs',
    to: ({ takesBody }) => takesBody,
    request: withBody('[[[]]]'),
    answers: ['400 invalid_request', '400 bad_request', notHere],
  },
  {
    what: 'members that reach for prototypes',
    to: ({ takesBody }) => takesBody,
    request: withBody('{"__proto__":{"a":1},"constructor":null}'),
    answers: ['400 invalid_request', '400 bad_request', notHere],
  },
  {
    what: 'bytes that are no UTF-8',
    to: ({ takesBody }) => takesBody,
    request: withBody(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    answers: ['400 invalid_request', '400 bad_request', notHere],
  },
  {
    what: 'a body larger than any',
    to: ({ takesBody }) => takesBody,
    request: withBody(JSON.stringify('x'.repeat(megabytes * 1_000_000))),
    answers: ['413 body_too_large', notHere],
  },
  {
    what: 'another content type',
    to: ({ takesBody }) => takesBody,
    request: withBody('{}', { 'content-type': 'text/plain' }),
    answers: ['415 content_type_unsupported', '415 bad_request', notHere],
  },
  {
    what: 'a body that says it is packed and is not',
    to: ({ takesBody }) => takesBody,
    request: withBody('no gzip', { ...json, 'content-encoding': 'gzip' }),
    answers: ['400 bad_request', notHere],
  },
  ...['%00', '%ff', '..%2f..%2fetc%2fpasswd', 'x'.repeat(5_000), newId()].map((value): BadInput => ({
    what: `${value.slice(0, 24)} in its address`,
    to: hasParameter,
    request: ({ baseUrl, key }, operation) => ({ headers: key, url: baseUrl + pathOf(operation, value) }),
  })),
  {
    what: 'a nonsensical question',
    to: ({ method }) => method === 'GET',
    request: ({ baseUrl, key }, operation) => ({
      headers: key,
      url: `${baseUrl}${pathOf(operation)}?from=yesterday&to=%00&limit=-1&page=1e99&after=x&storeId=%ff&by=eon&status=maybe&offset=a&handle=%00&table=x&before[]=1&search=${'x'.repeat(3_000)}`,
    }),
  },
  {
    what: 'a method that it does not have',
    to: () => true,
    request: ({ key }) => ({ method: 'PATCH', headers: key }),
    answers: ['405 method_not_allowed', '404 not_found'],
  },
];

describe.each(['appliance', 'cloud'] as const)('bad input at every route of the %s', (name) => {
  it('is tried at all of them', () => {
    expect(doors[name].operations.length).toBeGreaterThan(20);
    expect(doors[name].operations.filter(({ takesBody }) => takesBody).length).toBeGreaterThan(5);
  });

  it.each(badInputs)('refuses $what with a problem document', async ({ to, request, answers }) => {
    const door = doors[name];
    const faults: string[] = [];
    for (const operation of door.operations.filter(to)) {
      const { method } = operation;
      const answer = await attempt({ url: door.baseUrl + pathOf(operation), method, ...request(door, operation) });
      const fault = faultOf(answer);
      const given =
        answer.status < 400 ? String(answer.status) : fault === null ? `${answer.status} ${codeOf(answer)}` : '';
      if (fault !== null) faults.push(`${method} ${operation.path}: ${fault}`);
      else if (answers !== undefined && !answers.includes(given))
        faults.push(`${method} ${operation.path}: answered ${given}`);
    }
    expect(faults).toEqual([]);
  });

  it('refuses an address that does not exist', async () => {
    const { baseUrl, key } = doors[name];
    for (const path of ['/api/v1/no-such-thing', '/api/v1/%ff', '/api/v9/orders', '/api/v1/../../etc/passwd']) {
      const answer = await attempt({ url: baseUrl + path, method: 'GET', headers: key });
      expect(faultOf(answer), path).toBeNull();
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('bad frames on the stream of screens', () => {
  const wrongFrames: { what: string; bytes: () => Buffer[]; stays?: boolean }[] = [
    { what: 'a length of 2^63', bytes: () => [frame('', { claimedLength: 2n ** 63n })] },
    { what: 'the largest length there is', bytes: () => [frame('x', { claimedLength: 2n ** 64n - 1n })] },
    {
      what: 'a frame without its mask',
      bytes: () => [frame('{"type":"subscribe","topics":["kitchen"]}', { masked: false })],
    },
    { what: 'a reserved bit', bytes: () => [frame('{}', { reserved: 4 })] },
    { what: 'an opcode that does not exist', bytes: () => [frame('{}', { opcode: 11 })] },
    { what: 'a ping that is too long', bytes: () => [frame('x'.repeat(126), { opcode: 9 })] },
    { what: 'a text that is no UTF-8', bytes: () => [frame(Buffer.from([0xc3, 0x28]))] },
    { what: 'one megabyte at once', bytes: () => [frame('x'.repeat(1_000_000))] },
    {
      what: 'one megabyte in pieces',
      bytes: () => [
        frame('x'.repeat(50_000), { fin: false }),
        ...Array.from({ length: 20 }, () => frame('x'.repeat(50_000), { opcode: 0, fin: false } satisfies FrameShape)),
      ],
    },
    { what: 'a piece of nothing', bytes: () => [frame('x', { opcode: 0 })] },
    {
      what: 'a close with a code that nobody may send',
      bytes: () => [frame(Buffer.from([0x03, 0xed]), { opcode: 8 })],
    },
    { what: 'binary', bytes: () => [frame(Buffer.from([1, 2, 3]), { opcode: 2 })], stays: true },
    { what: 'garbage instead of JSON', bytes: () => [frame('{{{')], stays: true },
    {
      what: 'JSON that is no message',
      bytes: () => [frame('{"type":"subscribe","topics":["everything"]}'), frame('[]'), frame('null')],
      stays: true,
    },
    { what: 'JSON nested without end', bytes: () => [frame('['.repeat(60_000))], stays: true },
  ];

  const open = (more: { origin?: string; deviceToken?: string | null } = {}) =>
    openRawSocket({ port: store.ports.appliance, deviceToken: till.identity.deviceToken, ...more });

  it('takes a good one, so that the others fail for what is wrong with them', async () => {
    const good = await open();
    expect(good.status).toContain('101');
    good.socket.write(frame('{"type":"subscribe","topics":["kitchen"]}'));
    await expect.poll(() => good.heard(), { timeout: 10_000 }).toContain('"type":"snapshot"');
    good.socket.destroy();
  });

  it.each(wrongFrames)('outlives $what', async ({ bytes, stays = false }) => {
    const bad = await open();
    for (const part of bytes()) bad.socket.write(part);
    if (stays) await expect.poll(() => bad.heard(), { timeout: 10_000 }).toContain('"type":"error"');
    else expect(await bad.closedWithin(10_000)).toBe(true);
    bad.socket.destroy();
    await call(`${store.programs.applianceUrl}/health`);
  });

  it('lets no page of another origin in, and nobody without a key', async () => {
    expect((await open({ origin: 'https://evil.example' })).status).toContain('403');
    expect((await open({ origin: 'null' })).status).toContain('403');
    expect((await open({ deviceToken: null })).status).toContain('401');
    expect((await open({ deviceToken: 'nonsense' })).status).toContain('401');
    expect((await open({ origin: store.programs.applianceUrl })).status).toContain('101');
  });

  it('outlives a hundred that break off in the middle of a frame', async () => {
    const many = await Promise.all(Array.from({ length: 100 }, () => open()));
    for (const { socket } of many) {
      socket.write(frame('x'.repeat(1_000)).subarray(0, 300));
      socket.resetAndDestroy();
    }
    await call(`${store.programs.applianceUrl}/health`);
  });
});

describe('after all of it', () => {
  it('is still the same store: it takes an order, and the cloud gets it', async () => {
    expect([store.programs.appliance.pid, store.programs.cloud.pid]).toEqual(pids);
    expect(store.programs.appliance.running && store.programs.cloud.running).toBe(true);
    const orderId = newId();
    const answers = await till.send(
      [
        { type: 'order.open', payload: { orderId, orderTypeId: 'takeaway', label: '', guestCount: null } },
        {
          type: 'order.add_line',
          payload: {
            orderId,
            lineId: newId(),
            itemId: 'tiramisu',
            variantId: 'regular',
            quantity: '1',
            modifiers: [],
            note: '',
            seat: null,
            course: null,
            priceOverride: null,
          },
        },
        { type: 'order.send', payload: { orderId, sendId: newId(), lineIds: null } },
      ],
      new Date().toISOString(),
    );
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
    const { accessToken } = await signInToCloud(store.programs.cloudUrl, store.cloudOwner);
    const known = () =>
      call<{ order: { orderId: string } }>(`${store.programs.cloudUrl}/api/v1/orders/${orderId}`, {
        token: accessToken,
      }).then(
        ({ order }) => order.orderId,
        () => null,
      );
    await expect.poll(known, { timeout: 30_000 }).toBe(orderId);
  });
});
