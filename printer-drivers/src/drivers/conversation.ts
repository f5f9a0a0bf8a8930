import type { ByteChannel, ChannelFault } from '../transports/byte-channel.ts';

/** What to wait for: a value ends the waiting, undefined goes on. */
type Pick<Reply, T> = (reply: Reply) => T | undefined;

/** What became of waiting for an answer. */
export type Answer<T> =
  | { readonly type: 'answer'; readonly value: T }
  | { readonly type: 'silence' }
  | { readonly type: 'lost'; readonly fault: ChannelFault | null }
  | { readonly type: 'aborted' };

/** Reads a printer's bytes as replies; keeps what is half said. Total: bytes that mean nothing are passed over. */
export interface Reader<Reply> {
  feed(bytes: Uint8Array): readonly Reply[];
}

interface Waiter<Reply> {
  heard(reply: Reply): void;
  lost(fault: ChannelFault | null): void;
}

/** What a printer says over one open channel, in whatever language, and who waits for it. */
export class Conversation<Reply> {
  readonly channel: ByteChannel;
  readonly #waiters = new Set<Waiter<Reply>>();
  #end: { fault: ChannelFault | null } | null = null;

  constructor(channel: ByteChannel, reader: Reader<Reply>) {
    this.channel = channel;
    channel.onBytes((bytes) => {
      for (const reply of reader.feed(bytes)) for (const waiter of this.#waiters) waiter.heard(reply);
    });
    void channel.closed.then((fault) => {
      this.#end = { fault };
      for (const waiter of this.#waiters) waiter.lost(fault);
    });
  }

  get isOpen(): boolean {
    return this.#end === null;
  }

  /**
   * Sends a question and waits for the answer that `pick` recognises; listening starts before the question leaves.
   *
   * @throws ChannelFault when the question cannot be sent
   */
  async ask<T>(
    question: Uint8Array,
    pick: Pick<Reply, T>,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Answer<T>> {
    const unsent = new AbortController();
    const answer = this.waitFor(pick, timeoutMs, signal ? AbortSignal.any([signal, unsent.signal]) : unsent.signal);
    try {
      await this.channel.write(question);
    } catch (error) {
      unsent.abort();
      throw error;
    }
    return answer;
  }

  /** Waits for an answer that `pick` recognises; listening starts before this returns, so ask afterwards. */
  waitFor<T>(pick: Pick<Reply, T>, timeoutMs: number, signal?: AbortSignal): Promise<Answer<T>> {
    return new Promise((resolve) => {
      const settle = (answer: Answer<T>): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        signal?.removeEventListener('abort', onAbort);
        resolve(answer);
      };
      const waiter: Waiter<Reply> = {
        heard: (reply) => {
          const value = pick(reply);
          if (value !== undefined) settle({ type: 'answer', value });
        },
        lost: (fault) => settle({ type: 'lost', fault }),
      };
      const onAbort = (): void => settle({ type: 'aborted' });
      const timer = setTimeout(() => settle({ type: 'silence' }), timeoutMs);
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted === true) onAbort();
      else if (this.#end !== null) waiter.lost(this.#end.fault);
    });
  }
}
