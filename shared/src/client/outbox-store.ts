import type { Fact } from '../facts/fact.ts';
import type { CommandEnvelope } from '../protocol/command.ts';

/** A command as its device keeps it. */
export interface KeptCommand extends CommandEnvelope {
  /** What it came to here when it was given. It stays here while the first try may be answered, and is told as a fact with the next one. */
  foreseen?: Fact;
}

/** What a device keeps of its own stream. */
export interface KeptStream {
  /** Highest n ever given in this incarnation, settled commands included; 0 when none. */
  lastN: number;
  /** Commands without an answer, by n. */
  pending: KeptCommand[];
}

/** The device's durable memory of what it has said and not heard an answer to. One incarnation's data is never mixed with another's. */
export interface OutboxStore {
  load(incarnation: string): Promise<KeptStream>;
  /** Resolves only when all of them would survive a power cut of this device; rejects when none would. */
  append(incarnation: string, envelopes: readonly KeptCommand[]): Promise<void>;
  /** The appliance has answered these: they need not be kept. */
  settle(incarnation: string, numbers: readonly number[]): Promise<void>;
  /** Puts `pending` in the place of everything unanswered, in one step, and sets lastN. */
  replace(incarnation: string, pending: readonly KeptCommand[], lastN: number): Promise<void>;
}

/** Forgets with its page. For tests, and for a device whose browser refuses storage: such a till says so. */
export class MemoryOutboxStore implements OutboxStore {
  readonly #streams = new Map<string, KeptStream>();

  load(incarnation: string): Promise<KeptStream> {
    const kept = this.#stream(incarnation);
    return Promise.resolve({ lastN: kept.lastN, pending: structured(kept.pending) });
  }

  append(incarnation: string, envelopes: readonly KeptCommand[]): Promise<void> {
    const kept = this.#stream(incarnation);
    kept.pending.push(...structured(envelopes));
    kept.lastN = Math.max(kept.lastN, ...envelopes.map((envelope) => envelope.n));
    return Promise.resolve();
  }

  settle(incarnation: string, numbers: readonly number[]): Promise<void> {
    const kept = this.#stream(incarnation);
    kept.pending = kept.pending.filter((envelope) => !numbers.includes(envelope.n));
    return Promise.resolve();
  }

  replace(incarnation: string, pending: readonly KeptCommand[], lastN: number): Promise<void> {
    this.#streams.set(incarnation, { lastN, pending: structured(pending) });
    return Promise.resolve();
  }

  #stream(incarnation: string): KeptStream {
    const known = this.#streams.get(incarnation);
    if (known !== undefined) return known;
    const fresh: KeptStream = { lastN: 0, pending: [] };
    this.#streams.set(incarnation, fresh);
    return fresh;
  }
}

/** A copy as storage would give it back, so that nobody changes what is kept by changing what was given. */
function structured(envelopes: readonly KeptCommand[]): KeptCommand[] {
  return JSON.parse(JSON.stringify(envelopes)) as KeptCommand[];
}
