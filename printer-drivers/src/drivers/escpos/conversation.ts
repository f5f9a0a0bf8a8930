import type { PrinterStatus } from '../../printer.ts';
import type { ByteChannel, ChannelFault } from '../../transports/byte-channel.ts';
import { ReplyReader } from './replies.ts';
import type { PrinterReply } from './replies.ts';
import { statusAnswerBytes, statusFrom, statusQuestion } from './status.ts';

/** What to wait for: a value ends the waiting, undefined goes on. */
type Pick<T> = (reply: PrinterReply) => T | undefined;

/** What became of waiting for an answer. */
export type Answer<T> =
  | { readonly type: 'answer'; readonly value: T }
  | { readonly type: 'silence' }
  | { readonly type: 'lost'; readonly fault: ChannelFault | null }
  | { readonly type: 'aborted' };

interface Waiter {
  heard(reply: PrinterReply): void;
  lost(fault: ChannelFault | null): void;
}

/** Questions and answers over one open channel. */
export class Conversation {
  readonly channel: ByteChannel;
  readonly #reader = new ReplyReader();
  readonly #waiters = new Set<Waiter>();
  #end: { fault: ChannelFault | null } | null = null;

  constructor(channel: ByteChannel) {
    this.channel = channel;
    channel.onBytes((bytes) => {
      for (const reply of this.#reader.feed(bytes)) for (const waiter of this.#waiters) waiter.heard(reply);
    });
    void channel.closed.then((fault) => {
      this.#end = { fault };
      for (const waiter of this.#waiters) waiter.lost(fault);
    });
  }

  get isOpen(): boolean {
    return this.#end === null;
  }

  /** The state of the printer. @throws ChannelFault when the question cannot be sent */
  async askStatus(timeoutMs: number, signal?: AbortSignal): Promise<Answer<PrinterStatus>> {
    const answers: number[] = [];
    const answer = this.waitFor(
      (reply) => {
        if (reply.type === 'real-time') answers.push(reply.status);
        return answers.length === statusAnswerBytes ? statusFrom(answers) : undefined;
      },
      timeoutMs,
      signal,
    );
    await this.channel.write(statusQuestion);
    return answer;
  }

  /** Waits for an answer that `pick` recognises; listening starts before this returns, so ask afterwards. */
  waitFor<T>(pick: Pick<T>, timeoutMs: number, signal?: AbortSignal): Promise<Answer<T>> {
    return new Promise((resolve) => {
      const settle = (answer: Answer<T>): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        signal?.removeEventListener('abort', onAbort);
        resolve(answer);
      };
      const waiter: Waiter = {
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
