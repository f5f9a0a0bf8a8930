import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CommandAnswer,
  CommandEnvelope,
  CommandPayload,
  CommandType,
} from '@auraconnect/shared/protocol/command.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { SetupAnswer, SetupRequest } from '@auraconnect/shared/protocol/setup-api.ts';
import type { PairAnswer, SignInAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { systemPorts } from '../adapters/node/system-ports.ts';
import { type Appliance, createAppliance } from '../appliance.ts';
import type { ApplianceConfig } from '../config.ts';
import type { Log, Ports } from '../ports.ts';

const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => quiet,
};
const random = { bytes: (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count)) };
const ids = createIdSource({ nowMs: () => Date.now() }, random);
export const newId = (): string => ids.next();

export const firstOwner = { name: 'Anna', staffId: 'anna', pin: '4711' };

export interface StartOptions {
  config?: Partial<ApplianceConfig>;
  ports?: Partial<Ports>;
  /** Of an earlier appliance; a fresh one otherwise. */
  dataDir?: string;
}

export const testConfig = (dataDir: string): ApplianceConfig => ({
  host: '127.0.0.1',
  port: 0,
  dataDir,
  durability: 'group-sync',
  clockSource: 'box',
  importsHistory: false,
  paperUrl: null,
  allowedOrigins: [],
  screens: [],
  version: 'test',
});

export const freshDataDir = (): string => join(mkdtempSync(join(tmpdir(), 'aura-appliance-')), 'appliance');

export interface HttpAnswer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
  text: string;
}

/** The real appliance on a free port with a folder of its own. */
export class TestStore {
  readonly appliance: Appliance;
  readonly dataDir: string;

  private constructor(appliance: Appliance, dataDir: string) {
    this.appliance = appliance;
    this.dataDir = dataDir;
  }

  static async start({ config = {}, ports = {}, dataDir = freshDataDir() }: StartOptions = {}): Promise<TestStore> {
    const appliance = createAppliance({ ...testConfig(dataDir), ...config }, { ...systemPorts(quiet), ...ports });
    await appliance.run();
    return new TestStore(appliance, dataDir);
  }

  get base(): string {
    return this.appliance.address;
  }

  async http<T = Record<string, unknown>>(
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<HttpAnswer<T>> {
    const { body, headers = {} } = options;
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    let parsed: unknown = null;
    try {
      parsed = JSON.parse(text);
    } catch {
      // Not everything is JSON.
    }
    return { status: response.status, headers: response.headers, body: parsed as T, text };
  }

  /** Sets the store up with a small menu; the answer's device is the first till. */
  async setUp(change: Partial<SetupRequest> = {}): Promise<TestTill> {
    const request: SetupRequest = {
      code: null,
      storeName: 'Corner Grill',
      currency: 'USD',
      locale: 'en-US',
      timeZone: 'America/New_York',
      dayCutOff: '04:00',
      people: [
        { name: firstOwner.name, roleId: 'owner', pin: firstOwner.pin },
        { name: 'Ben', roleId: 'cashier', pin: '2222' },
        { name: 'Cleo', roleId: 'cook', pin: '3333' },
      ],
      starter: 'grill',
      deviceName: 'Counter',
      ...change,
    };
    const { status, body, text } = await this.http<SetupAnswer>('POST', '/api/v1/setup', { body: request });
    if (status !== 201) throw new Error(`setup: ${status} ${text}`);
    return new TestTill(this, body.device, body.signIn.staffToken);
  }

  async stop(): Promise<void> {
    await this.appliance.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(join(this.dataDir, '..'), { recursive: true, force: true });
  }
}

/** A device of the store with its own stream, and the person who is signed in at it. */
export class TestTill {
  readonly store: Pick<TestStore, 'http'>;
  readonly device: PairAnswer;
  staffToken: string | null;
  n: number;

  constructor(store: Pick<TestStore, 'http'>, device: PairAnswer, staffToken: string | null, n = 0) {
    this.store = store;
    this.device = device;
    this.staffToken = staffToken;
    this.n = n;
  }

  get headers(): Record<string, string> {
    const key = { authorization: `Bearer ${this.device.deviceToken}` };
    return this.staffToken === null ? key : { ...key, 'x-staff-token': this.staffToken };
  }

  command<T extends CommandType>(
    type: T,
    payload: CommandPayload<T>,
    change: Partial<CommandEnvelope> = {},
  ): CommandEnvelope {
    this.n += 1;
    return {
      commandId: newId(),
      incarnation: this.device.incarnation,
      n: this.n,
      sentAt: new Date().toISOString(),
      staffToken: this.staffToken,
      approvalToken: null,
      type,
      payload,
      ...change,
    };
  }

  post(envelopes: CommandEnvelope | CommandEnvelope[]): Promise<HttpAnswer<never>> {
    return this.store.http('POST', '/api/v1/commands', { body: envelopes, headers: this.headers });
  }

  async send(envelopes: CommandEnvelope[]): Promise<CommandAnswer[]> {
    const { status, body, text } = await this.post(envelopes);
    if (status !== 200) throw new Error(`commands: ${status} ${text}`);
    return body;
  }

  async do<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<CommandAnswer> {
    return (await this.send([this.command(type, payload)]))[0] as CommandAnswer;
  }

  get<T = Record<string, unknown>>(path: string): Promise<HttpAnswer<T>> {
    return this.store.http<T>('GET', `/api/v1${path}`, { headers: this.headers });
  }

  async signIn(staffId: string, pin: string): Promise<HttpAnswer<SignInAnswer>> {
    const answer = await this.store.http<SignInAnswer>('POST', '/api/v1/sessions', {
      body: { staffId, pin },
      headers: this.headers,
    });
    if (answer.status === 201) this.staffToken = answer.body.staffToken;
    return answer;
  }

  /** A new device, paired by whoever is signed in here. */
  async pairAnother(kind: 'pos' | 'kds' | 'importer' | 'api' = 'pos', deviceName = 'Second till'): Promise<TestTill> {
    const window = await this.store.http<{ code: string }>('POST', '/api/v1/pairing-windows', {
      body: {},
      headers: this.headers,
    });
    const paired = await this.store.http<PairAnswer>('POST', '/api/v1/pair', {
      body: { code: window.body.code, deviceName, kind },
    });
    if (paired.status !== 200) throw new Error(`pair: ${paired.status} ${paired.text}`);
    return new TestTill(this.store, paired.body, null);
  }

  /** Commands of a whole sale, from open to closed, in cash. A drawer must be open here. */
  sale(orderId = newId(), lines = 1): CommandEnvelope[] {
    const line = (): CommandEnvelope =>
      this.command('order.add_line', {
        orderId,
        lineId: newId(),
        itemId: 'fries',
        variantId: 'regular',
        quantity: '1',
        modifiers: [],
        note: '',
        seat: null,
        course: null,
        priceOverride: null,
      });
    return [
      this.command('order.open', { orderId, orderTypeId: 'dine-in', label: '', guestCount: null }),
      ...Array.from({ length: lines }, line),
      this.command('order.send', { orderId, sendId: newId(), lineIds: null }),
      this.command('order.pay_cash', {
        orderId,
        paymentId: newId(),
        amountMinor: null,
        tenderedMinor: 10_000,
        tipMinor: 0,
      }),
      this.command('order.close', { orderId }),
    ];
  }

  openDrawer(): Promise<CommandAnswer> {
    return this.do('cash.open_session', { sessionId: newId(), floatMinor: 10_000 });
  }

  async order(orderId: string): Promise<Order> {
    return (await this.get<Order>(`/orders/${orderId}`)).body;
  }
}
