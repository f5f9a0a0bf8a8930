import { describe, expect, it } from 'vitest';
import { settle, virtualClient } from '../../testing/virtual-client.ts';
import type { Fact } from '../facts/fact.ts';
import type { CommandAnswer, CommandEnvelope } from '../protocol/command.ts';
import { CommandOutbox, type CommandRequest } from './command-outbox.ts';
import { MemoryOutboxStore } from './outbox-store.ts';
import { StoreProblem, StoreUnreachable } from './store-fault.ts';

const incarnation = '0190a000-0000-7000-8000-0000000000aa';
const uuid = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const sessionId = uuid(999);
const noSale = (reason: string): CommandRequest<'cash.no_sale'> => ({
  type: 'cash.no_sale',
  payload: { sessionId, reason },
  staffToken: 'ana',
});

const foreseen: Fact = {
  occurredAt: '2026-07-26T18:31:00+02:00',
  businessDate: '2026-07-26',
  cashSessionId: sessionId,
  check: null,
  events: [],
  firedLineIds: [],
};

/** The appliance's side of a stream: contiguous, remembers its answers. */
class Appliance {
  readonly received: CommandEnvelope[] = [];
  lastN = 0;
  mode: 'answers' | 'silent' | 'does it but the answer is lost' | 'slow' = 'answers';
  problem: StoreProblem | null = null;
  unreadable: string | null = null;
  expired: string | null = null;
  requests = 0;
  release: () => void = () => undefined;
  readonly #answers = new Map<string, CommandAnswer>();

  commands = async (envelopes: readonly CommandEnvelope[]): Promise<CommandAnswer[]> => {
    this.requests += 1;
    const sent = JSON.parse(JSON.stringify(envelopes)) as CommandEnvelope[];
    if (this.problem !== null) throw this.problem;
    if (this.mode === 'silent') throw new StoreUnreachable('', new Error('off'));
    if (this.mode === 'slow') await new Promise<void>((resolve) => (this.release = resolve));
    if (sent.some((one) => one.payload['reason'] === this.unreadable)) throw problem(400, 'bad_request');
    const answers: CommandAnswer[] = [];
    for (const [index, one] of sent.entries()) {
      const stop = this.#stopAt(one);
      if (stop !== null) throw problem(stop.status, stop.code, { ...stop.data, index, answers });
      answers.push(this.#decide(one));
    }
    if (this.mode === 'does it but the answer is lost') throw new StoreUnreachable('', new Error('cut'));
    return answers;
  };

  /** What keeps a command out of the stream; nothing of it is recorded. */
  #stopAt({
    n,
    commandId,
    staffToken,
    approvalToken,
  }: CommandEnvelope): { status: number; code: string; data?: Record<string, unknown> } | null {
    if (staffToken !== null && staffToken === this.expired) return { status: 401, code: 'staff_token_expired' };
    if (approvalToken === 'too old') return { status: 403, code: 'approval_expired' };
    const isNew = !this.#answers.has(commandId);
    return isNew && n > this.lastN + 1
      ? { status: 409, code: 'stream_gap', data: { expectedN: this.lastN + 1 } }
      : null;
  }

  #decide(envelope: CommandEnvelope): CommandAnswer {
    const known = this.#answers.get(envelope.commandId);
    if (known !== undefined) return { ...known, repeated: true };
    if (envelope.n !== this.lastN + 1) throw new Error(`gap: ${envelope.n} after ${this.lastN}`);
    this.lastN = envelope.n;
    this.received.push(envelope);
    const base = { commandId: envelope.commandId, repeated: false, order: null };
    const answer: CommandAnswer =
      envelope.payload['reason'] === 'forbidden'
        ? { ...base, status: 'refused', refusal: { code: 'not_allowed', message: 'No.', data: {} } }
        : { ...base, status: 'accepted', epoch: 'e', seq: envelope.n };
    this.#answers.set(envelope.commandId, answer);
    return answer;
  }
}

function problem(status: number, code: string, data: Record<string, unknown> = {}): StoreProblem {
  return new StoreProblem({ type: 'about:blank', title: 'No.', status, code, data }, 'c');
}

let ids = 0;

function makeTill(appliance = new Appliance(), store = new MemoryOutboxStore()) {
  const client = virtualClient();
  const answers: string[] = [];
  const setAside: string[] = [];

  const outbox = new CommandOutbox({
    incarnation,
    store,
    api: appliance,
    ports: client.ports,
    newId: () => uuid(++ids),
    handlers: {
      onAnswer: (envelope, answer) =>
        answers.push(`${String(envelope.payload['reason'])}: ${answer.status}${answer.repeated ? ' again' : ''}`),
      onSetAside: (envelope) => setAside.push(String(envelope.payload['reason'])),
      onState: () => undefined,
    },
  });
  const reasons = (): unknown[] => appliance.received.map((one) => one.payload['reason']);
  return { client, appliance, store, outbox, answers, setAside, reasons };
}

describe('what a till has said is never lost and never said twice', () => {
  it('numbers commands from 1 without a gap and sends them in order', async () => {
    const { outbox, appliance, reasons } = makeTill();
    await outbox.open();
    outbox.run();
    await Promise.all([outbox.add(noSale('one')), outbox.add(noSale('two')), outbox.add(noSale('three'))]);
    await settle();
    expect(reasons()).toEqual(['one', 'two', 'three']);
    expect(appliance.received.map((one) => one.n)).toEqual([1, 2, 3]);
    expect(outbox.state).toMatchObject({ link: 'idle', pendingCount: 0 });
  });

  it('has a command on disk before anybody is told that it was taken', async () => {
    const order: string[] = [];
    class SlowStore extends MemoryOutboxStore {
      override async append(of: string, envelopes: readonly CommandEnvelope[]): Promise<void> {
        await settle();
        await super.append(of, envelopes);
        order.push('durable');
      }
    }
    const { outbox } = makeTill(new Appliance(), new SlowStore());
    await outbox.open();
    await outbox.add(noSale('one')).then(() => order.push('taken'));
    expect(order).toEqual(['durable', 'taken']);
  });

  it('says so when the device cannot store a command, and gives its number to the next one', async () => {
    let full = true;
    class FullStore extends MemoryOutboxStore {
      override append(of: string, envelopes: readonly CommandEnvelope[]): Promise<void> {
        return full ? Promise.reject(new Error('QuotaExceededError')) : super.append(of, envelopes);
      }
    }
    const { outbox, appliance } = makeTill(new Appliance(), new FullStore());
    await outbox.open();
    outbox.run();
    await expect(outbox.add(noSale('lost'))).rejects.toThrow('QuotaExceededError');
    full = false;
    await outbox.add(noSale('kept'));
    await settle();
    expect(appliance.received.map((one) => [one.n, one.payload['reason']])).toEqual([[1, 'kept']]);
  });

  it('keeps trying while the appliance is away, and sends all of it when it is back', async () => {
    const { outbox, appliance, client, reasons } = makeTill();
    appliance.mode = 'silent';
    await outbox.open();
    outbox.run();
    for (const reason of ['one', 'two', 'three']) await outbox.add(noSale(reason));
    await client.time.advance(60_000);
    expect(outbox.state).toMatchObject({ link: 'retrying', pendingCount: 3 });
    expect(appliance.requests).toBeLessThan(20);
    appliance.mode = 'answers';
    await client.time.advance(8_000);
    expect(reasons()).toEqual(['one', 'two', 'three']);
    expect(outbox.state).toMatchObject({ link: 'idle', pendingCount: 0, failures: 0 });
  });

  it('asks again with the same bytes when the answer got lost, so that it happens once', async () => {
    const { outbox, appliance, client, answers, reasons } = makeTill();
    appliance.mode = 'does it but the answer is lost';
    await outbox.open();
    outbox.run();
    await outbox.add(noSale('one'));
    await client.time.advance(1_000);
    appliance.mode = 'answers';
    await client.time.advance(8_000);
    expect(reasons()).toEqual(['one']);
    expect(answers).toEqual(['one: accepted again']);
  });

  it('tells what it foresaw from the second try on, also when a later page makes it', async () => {
    const { client, appliance, store, outbox } = makeTill();
    await outbox.open();
    outbox.run();
    await outbox.add({ ...noSale('answered'), foreseen });
    await settle();
    appliance.mode = 'silent';
    await outbox.add({ ...noSale('too late'), foreseen });
    await settle();
    await outbox.add({ ...noSale('behind it'), foreseen });
    appliance.mode = 'answers';
    await client.time.advance(10_000);
    expect(appliance.received.map(({ fact }) => fact ?? null)).toEqual([null, foreseen, foreseen]);

    appliance.mode = 'slow';
    await outbox.add({ ...noSale('on its way'), foreseen });
    await settle();
    outbox.stop();
    appliance.mode = 'answers';
    const after = makeTill(appliance, store);
    await after.outbox.open();
    after.outbox.run();
    await settle();
    expect(appliance.received.at(-1)).toMatchObject({ payload: { reason: 'on its way' }, fact: foreseen });
    expect(appliance.received.every((command) => !('foreseen' in command))).toBe(true);
  });

  it('goes on after a reload with what the page before it left behind', async () => {
    const before = makeTill();
    before.appliance.mode = 'silent';
    await before.outbox.open();
    before.outbox.run();
    await before.outbox.add(noSale('one'));
    await before.outbox.add(noSale('two'));
    before.outbox.stop();
    before.appliance.mode = 'answers';

    const after = makeTill(before.appliance, before.store);
    await after.outbox.open();
    expect(after.outbox.pending.map((one) => one.payload['reason'])).toEqual(['one', 'two']);
    after.outbox.run();
    await after.outbox.add(noSale('three'));
    await settle();
    expect(after.reasons()).toEqual(['one', 'two', 'three']);
    expect(before.appliance.received.map((one) => one.n)).toEqual([1, 2, 3]);
  });

  it('remembers its last number across a reload although everything was answered', async () => {
    const before = makeTill();
    await before.outbox.open();
    before.outbox.run();
    await before.outbox.add(noSale('one'));
    await settle();
    before.outbox.stop();
    const after = makeTill(before.appliance, before.store);
    await after.outbox.open();
    expect((await after.outbox.add(noSale('two'))).n).toBe(2);
  });

  it('hands a refusal over and goes on with the next command', async () => {
    const { outbox, answers } = makeTill();
    await outbox.open();
    outbox.run();
    await Promise.all([outbox.add(noSale('forbidden')), outbox.add(noSale('fine'))]);
    await settle();
    expect(answers).toEqual(['forbidden: refused', 'fine: accepted']);
  });

  it('collects what is added during a request into the next one', async () => {
    const { outbox, appliance, reasons } = makeTill();
    appliance.mode = 'slow';
    await outbox.open();
    outbox.run();
    await outbox.add(noSale('one'));
    await settle();
    await Promise.all([outbox.add(noSale('two')), outbox.add(noSale('three'))]);
    expect(appliance.requests).toBe(1);
    appliance.mode = 'answers';
    appliance.release();
    await settle();
    expect(appliance.requests).toBe(2);
    expect(reasons()).toEqual(['one', 'two', 'three']);
  });

  it('finds the one command that the appliance cannot read, sets it aside, and lets the others through', async () => {
    const { outbox, appliance, client, setAside, reasons } = makeTill();
    appliance.mode = 'silent';
    appliance.unreadable = 'poison';
    await outbox.open();
    outbox.run();
    for (const reason of ['one', 'poison', 'three', 'four']) await outbox.add(noSale(reason));
    appliance.mode = 'answers';
    await client.time.advance(20_000);
    expect(setAside).toEqual(['poison']);
    expect(reasons()).toEqual(['one', 'three', 'four']);
    expect(appliance.received.map((one) => one.n)).toEqual([1, 2, 3]);
  });

  it('stops and keeps everything when the device was taken away', async () => {
    const { outbox, appliance, client } = makeTill();
    appliance.problem = problem(401, 'device_revoked');
    await outbox.open();
    outbox.run();
    await outbox.add(noSale('one'));
    await client.time.advance(60_000);
    expect(outbox.state).toMatchObject({ link: 'refused', pendingCount: 1, problem: { code: 'device_revoked' } });
    expect(appliance.requests).toBe(1);
  });

  it('refuses a malformed command before it takes a number', async () => {
    const { outbox } = makeTill();
    await outbox.open();
    await expect(
      outbox.add({ type: 'cash.no_sale', payload: { sessionId, reason: '' }, staffToken: null }),
    ).rejects.toThrow('cash.no_sale');
    expect((await outbox.add(noSale('one'))).n).toBe(1);
  });

  it('closes the gap when the appliance came back from an older copy', async () => {
    const { outbox, appliance, reasons } = makeTill();
    await outbox.open();
    outbox.run();
    for (const reason of ['one', 'two', 'three']) await outbox.add(noSale(reason));
    await settle();
    outbox.stop();
    await outbox.add(noSale('four'));
    const restored = makeTill(new Appliance(), new MemoryOutboxStore());
    restored.appliance.lastN = 1;
    await restored.store.replace(incarnation, outbox.pending, 4);
    await restored.outbox.open();
    await restored.outbox.align(1);
    expect(restored.outbox.pending.map(({ n }) => n)).toEqual([4]);
    restored.outbox.run();
    await restored.outbox.add(noSale('five'));
    await restored.client.time.advance(1_000);
    expect(reasons()).toEqual(['one', 'two', 'three']);
    expect(restored.appliance.received.map((one) => [one.n, one.payload['reason']])).toEqual([
      [2, 'four'],
      [3, 'five'],
    ]);
    expect(appliance.lastN).toBe(3);
  });

  it('finds out by itself that the appliance came back from an older copy, and goes on from there', async () => {
    const { outbox, appliance, client, reasons } = makeTill();
    await outbox.open();
    outbox.run();
    for (const reason of ['one', 'two', 'three']) await outbox.add(noSale(reason));
    await settle();
    appliance.lastN = 1;
    await outbox.add(noSale('four'));
    await client.time.advance(1_000);
    expect(reasons()).toEqual(['one', 'two', 'three', 'four']);
    expect(appliance.lastN).toBe(2);
    expect((await outbox.add(noSale('five'))).n).toBe(3);
  });

  it('waits for a person whose sign-in ran out, takes the answers before it, and goes on with the new token', async () => {
    const { outbox, appliance, client, answers, reasons, store } = makeTill();
    appliance.mode = 'silent';
    appliance.expired = 'old';
    await outbox.open();
    outbox.run();
    await outbox.add(noSale('one'));
    await outbox.add({ ...noSale('two'), staffToken: 'old' });
    await outbox.add(noSale('three'));
    appliance.mode = 'answers';
    await client.time.advance(60_000);
    expect(answers).toEqual(['one: accepted']);
    expect(outbox.state).toMatchObject({
      link: 'signed-out',
      pendingCount: 2,
      problem: { code: 'staff_token_expired' },
    });
    await outbox.renewTokens((envelope) => (envelope.staffToken === 'old' ? 'new' : null));
    await client.time.advance(1_000);
    expect(reasons()).toEqual(['one', 'two', 'three']);
    expect(appliance.received.map((one) => one.staffToken)).toEqual(['ana', 'new', 'ana']);
    expect((await store.load(incarnation)).pending).toEqual([]);
  });

  it('sets a command aside whose approval ran out, and lets the others through', async () => {
    const { outbox, client, setAside, reasons } = makeTill();
    await outbox.open();
    outbox.run();
    await Promise.all([
      outbox.add(noSale('one')),
      outbox.add({ ...noSale('approved'), approvalToken: 'too old' }),
      outbox.add(noSale('three')),
    ]);
    await client.time.advance(1_000);
    expect(setAside).toEqual(['approved']);
    expect(reasons()).toEqual(['one', 'three']);
  });

  it('never uses a number again that the appliance has, although its own memory was wiped', async () => {
    const { outbox } = makeTill();
    await outbox.open();
    await outbox.align(17);
    expect((await outbox.add(noSale('one'))).n).toBe(18);
  });
});
