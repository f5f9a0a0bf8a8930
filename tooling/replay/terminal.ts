import { setTimeout as delay } from 'node:timers/promises';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import type { Command } from './order-commands.ts';

/** The store answered with something that no retry can mend. */
export class StoreSaidNo extends Error {
  override readonly name = 'StoreSaidNo';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface TerminalIdentity {
  baseUrl: string;
  deviceToken: string;
  deviceId: string;
  incarnation: string;
  lastN: number;
  staffToken: string;
}

/**
 * One device of the store with its own contiguous stream of commands. What it has sent it sends again, byte for byte, until
 * the store answers: a lost reply or a killed appliance changes nothing.
 */
export class Terminal {
  readonly identity: TerminalIdentity;
  readonly #newId: () => string;
  readonly #patienceMs: number;
  #n: number;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(identity: TerminalIdentity, newId: () => string, patienceMs = 120_000) {
    this.identity = identity;
    this.#newId = newId;
    this.#n = identity.lastN;
    this.#patienceMs = patienceMs;
  }

  /**
   * Sends commands in order and answers one answer each. @param sentAt RFC 3339 with offset, of all or of each.
   * Calls are queued: the stream of a device is contiguous, so one request is under way at a time.
   */
  send(commands: readonly Command[], sentAt: string | readonly string[]): Promise<CommandAnswer[]> {
    const run = this.#queue.then(() => this.#post(commands, sentAt));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  async #post(commands: readonly Command[], sentAt: string | readonly string[]): Promise<CommandAnswer[]> {
    const envelopes = commands.map((command, index): CommandEnvelope => {
      this.#n += 1;
      const { incarnation, staffToken } = this.identity;
      return {
        commandId: this.#newId(),
        incarnation,
        n: this.#n,
        sentAt: typeof sentAt === 'string' ? sentAt : (sentAt[index] ?? ''),
        staffToken,
        approvalToken: null,
        type: command.type,
        payload: command.payload,
      };
    });
    const body = JSON.stringify(envelopes);
    const giveUpAt = performance.now() + this.#patienceMs;
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
      const answers = await this.#try(body);
      if (answers) return answers;
      if (performance.now() > giveUpAt)
        throw new StoreSaidNo(
          'store_unreachable',
          `The store at ${this.identity.baseUrl} has not answered for ${this.#patienceMs / 1000} s.`,
        );
      await delay(pauseMs);
    }
  }

  /** Null when it is worth sending the same bytes again. */
  async #try(body: string): Promise<CommandAnswer[] | null> {
    try {
      const response = await fetch(`${this.identity.baseUrl}/api/v1/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.identity.deviceToken}` },
        body,
      });
      if (response.ok) return (await response.json()) as CommandAnswer[];
      if (response.status >= 500 || response.status === 429) {
        await response.body?.cancel();
        return null;
      }
      const problem = (await response.json()) as Problem;
      throw new StoreSaidNo(problem.code, `${problem.title} ${problem.detail ?? ''}`.trim());
    } catch (fault) {
      if (fault instanceof StoreSaidNo) throw fault;
      return null;
    }
  }
}
