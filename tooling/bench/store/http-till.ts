import { Agent, request } from 'node:http';
import type { CommandAnswer, CommandEnvelope, StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import { counterSale } from './counter-sale.ts';
import type { SeededDevice } from './seed-store.ts';

export interface Answer {
  status: number;
  text: string;
}

/** One request over connections that stay open. */
export function send(
  agent: Agent,
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A till that sells over the appliance's HTTP API, one request an order. */
export class HttpTill {
  readonly device: SeededDevice;
  readonly #baseUrl: string;
  readonly #ids: IdSource;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #n: number;

  constructor(baseUrl: string, device: SeededDevice, ids: IdSource, lastN = 0) {
    this.#n = lastN;
    this.#baseUrl = baseUrl;
    this.device = device;
    this.#ids = ids;
  }

  /** Goes on where the store says that this device's stream is. */
  async begin(): Promise<void> {
    const { status, text } = await send(this.#agent, `${this.#baseUrl}/api/v1/bootstrap`, { headers: this.#headers });
    if (status !== 200) throw new Error(`the store answered ${status} to a till: ${text.slice(0, 200)}`);
    this.#n = (JSON.parse(text) as Bootstrap).device.lastN;
  }

  get #headers(): Record<string, string> {
    return {
      authorization: `Bearer ${this.device.deviceToken}`,
      'x-staff-token': this.device.staffToken,
      'content-type': 'application/json',
    };
  }

  /** @returns the body of one request. The place in the stream counts as used. */
  bodyOf(commands: readonly StoreCommand[]): string {
    const { incarnation, staffToken } = this.device;
    const sentAt = new Date().toISOString();
    return JSON.stringify(
      commands.map(({ type, payload }): CommandEnvelope => {
        this.#n += 1;
        return {
          commandId: this.#ids.next(),
          incarnation,
          n: this.#n,
          sentAt,
          staffToken,
          approvalToken: null,
          type,
          payload,
        };
      }),
    );
  }

  /** @returns the order's id once it is acknowledged. @throws when the store did not say yes to all of it. */
  async sell(): Promise<string> {
    const { orderId, commands } = counterSale(this.#ids);
    await this.post(this.bodyOf(commands));
    return orderId;
  }

  async post(body: string): Promise<CommandAnswer[]> {
    const { status, text } = await send(this.#agent, `${this.#baseUrl}/api/v1/commands?brief=1`, {
      method: 'POST',
      headers: this.#headers,
      body,
    });
    if (status !== 200) throw new Error(`the store answered ${status}: ${text.slice(0, 200)}`);
    const answers = JSON.parse(text) as CommandAnswer[];
    const refused = answers.find((answer) => answer.status === 'refused');
    if (refused !== undefined) throw new Error(`the store refused a command: ${refused.refusal.code}`);
    return answers;
  }

  async get(path: string): Promise<Answer> {
    return send(this.#agent, `${this.#baseUrl}${path}`, { headers: this.#headers });
  }

  close(): void {
    this.#agent.destroy();
  }
}
