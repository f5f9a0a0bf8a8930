import { describe, expect, it } from 'vitest';
import { settle, virtualClient } from '../../testing/virtual-client.ts';
import { genesisHash, type JournalRow } from '../journal/journal-row.ts';
import type { CommandAnswer, CommandEnvelope } from '../protocol/command.ts';
import type { KeptPlace, KeptState } from '../protocol/kept-rows.ts';
import { CommandOutbox } from './command-outbox.ts';
import { KeptRows, MemoryKeptRows } from './kept-rows.ts';
import { MemoryOutboxStore } from './outbox-store.ts';
import { StoreProblem } from './store-fault.ts';

const uuid = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const incarnation = uuid(1);

const rowOf = ({ n, commandId }: CommandEnvelope): JournalRow => ({
  store: uuid(2),
  epoch: uuid(3),
  seq: n,
  id: commandId,
  type: 'cash.drawer_opened',
  schemaVersion: 1,
  orderId: null,
  actor: 'ana',
  device: uuid(4),
  incarnation,
  n,
  occurredAt: '2026-11-24T18:00:00-05:00',
  businessDate: '2026-11-24',
  bytes: '{}',
  prevHash: genesisHash,
  hash: genesisHash,
});

/** An appliance that answers everything in its stream's order, until somebody brings it back from a copy. */
class Appliance {
  readonly rows = new Map<string, JournalRow>();
  replicatedSeq = 0;
  isIncomplete = false;
  /** It lets no device go on that may have done something elsewhere. */
  isWondering = false;
  lastN = 0;

  commands = async (envelopes: readonly CommandEnvelope[]): Promise<CommandAnswer[]> =>
    envelopes.map((envelope) => {
      if (envelope.n > this.lastN + 1 && this.isWondering && this.toldForgotten !== this.lastN)
        throw problem(503, 'history_incomplete');
      if (envelope.n > this.lastN + 1) throw problem(409, 'stream_gap', { expectedN: this.lastN + 1 });
      this.lastN = Math.max(this.lastN, envelope.n);
      const row = rowOf(envelope);
      this.rows.set(row.id, row);
      const { commandId, n } = envelope;
      return { commandId, status: 'accepted', epoch: row.epoch, seq: n, repeated: false, order: null, rows: [row] };
    });

  /** What a device said that it forgot. */
  toldForgotten: number | null = null;

  lookForKept = async (places: readonly KeptPlace[], forgottenN: number | null): Promise<KeptState[]> => {
    this.toldForgotten = forgottenN;
    return places.map(({ id, seq }) =>
      !this.rows.has(id) ? 'missing' : seq <= this.replicatedSeq ? 'replicated' : 'here',
    );
  };

  offerKept = async (rows: readonly JournalRow[]) => {
    if (this.isIncomplete) throw problem(503, 'history_incomplete');
    for (const row of rows) this.rows.set(row.id, row);
    this.lastN = Math.max(this.lastN, ...rows.map(({ n }) => n));
    return { adopted: rows.length, waiting: 0 };
  };

  /** From a copy that was made after its command number `n`. */
  bringBack(n: number): void {
    for (const [id, row] of this.rows) if (row.n > n) this.rows.delete(id);
    this.lastN = n;
  }
}

const problem = (status: number, code: string, data: Record<string, unknown> = {}): StoreProblem =>
  new StoreProblem({ type: 'about:blank', title: code, status, code, data }, '');

function till(appliance = new Appliance(), store = new MemoryKeptRows()) {
  const client = virtualClient();
  const kept = new KeptRows({ incarnation, store, api: appliance, ports: client.ports });
  let ids = 100;
  const given: number[] = [];
  const outbox = new CommandOutbox({
    incarnation,
    store: new MemoryOutboxStore(),
    kept,
    api: appliance,
    ports: client.ports,
    newId: () => uuid((ids += 1)),
    handlers: { onAnswer: ({ n }) => void given.push(n), onSetAside: () => undefined, onState: () => undefined },
  });
  const act = async (): Promise<CommandEnvelope> => {
    const payload = { sessionId: uuid(9), reason: 'change' };
    const envelope = await outbox.add({ type: 'cash.no_sale', payload, staffToken: null });
    await settle();
    return envelope;
  };
  return { appliance, client, kept, outbox, store, given, act };
}

describe('what a device was answered and only the appliance has', () => {
  it('is kept until the cloud has it too', async () => {
    const { appliance, client, kept, outbox, store, act } = till();
    outbox.run();
    for (let count = 0; count < 3; count += 1) await act();
    expect((await store.load()).map(({ n }) => n)).toEqual([1, 2, 3]);
    appliance.replicatedSeq = 2;
    await client.time.advance(6_000);
    expect((await store.load()).map(({ n }) => n)).toEqual([3]);
    expect(kept.count).toBe(1);
  });

  it('is offered to an appliance that was brought back, and the stream goes on from where it was', async () => {
    const { appliance, client, outbox, given, act } = till();
    outbox.run();
    for (let count = 0; count < 3; count += 1) await act();
    appliance.bringBack(1);
    await act();
    await client.time.advance(2_000);
    expect([...appliance.rows.values()].map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    expect(given).toEqual([1, 2, 3, 4]);
    expect(outbox.lastN).toBe(4);
  });

  it('is offered by a device that does nothing, too', async () => {
    const { appliance, client, outbox, act } = till();
    outbox.run();
    for (let count = 0; count < 3; count += 1) await act();
    appliance.bringBack(1);
    await client.time.advance(6_000);
    expect([...appliance.rows.values()].map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('waits while the appliance asks the cloud: no number is given twice meanwhile', async () => {
    const { appliance, client, outbox, given, act } = till();
    outbox.run();
    for (let count = 0; count < 2; count += 1) await act();
    appliance.bringBack(1);
    appliance.isIncomplete = true;
    await act();
    await client.time.advance(20_000);
    expect(given).toEqual([1, 2]);
    expect(outbox.pending.map(({ n }) => n)).toEqual([3]);
    appliance.isIncomplete = false;
    await client.time.advance(20_000);
    expect(given).toEqual([1, 2, 3]);
  });

  it('is counted when it is forgotten, and told to an appliance that wonders what this device did elsewhere', async () => {
    const { appliance, client, outbox, store, given, act } = till();
    outbox.run();
    for (let count = 0; count < 3; count += 1) await act();
    appliance.replicatedSeq = 2;
    await client.time.advance(6_000);
    expect(await store.forgottenN(incarnation)).toBe(2);
    outbox.stop();
    // As if number 3 had been refused: nothing of it is anywhere.
    const [three] = await store.load();
    await store.drop([three?.id ?? ''], incarnation, 2);
    appliance.bringBack(2);
    appliance.isWondering = true;
    const again = till(appliance, store);
    again.outbox.run();
    await again.outbox.align(3);
    await again.act();
    await again.client.time.advance(5_000);
    expect(appliance.toldForgotten).toBe(2);
    expect(again.given).toEqual([3]);
    expect(given).toEqual([1, 2, 3]);
  });

  it('survives the page, and of another incarnation nothing is offered', async () => {
    const first = till();
    first.outbox.run();
    await first.act();
    first.outbox.stop();
    await first.store.keep([{ ...rowOf({ n: 7, commandId: uuid(77) } as CommandEnvelope), incarnation: uuid(5) }]);
    first.appliance.bringBack(0);
    const again = till(first.appliance, first.store);
    again.outbox.run();
    await again.client.time.advance(6_000);
    expect([...first.appliance.rows.values()].map(({ n }) => n)).toEqual([1]);
  });
});
