import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAppliance, bundledAppliance } from '../../../tooling/build-appliance.ts';
import { databaseOf, seedStore, type Seeded } from '../../../tooling/bench/store/seed-store.ts';
import { freePort } from '../../../tooling/programs/free-port.ts';
import { Program } from '../../../tooling/programs/program.ts';
import { Seller } from './seller.ts';

export interface ShopOptions {
  /** Where its data lies; a folder of its own in the system's room for such things otherwise. */
  dataDir?: string;
  tills?: number;
  screens?: number;
  host?: string;
}

/** A store without paper, as a store runs it: the bundled appliance as a process of its own, and tills that sell over HTTP. */
export class Shop {
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly port: number;
  readonly devices: Seeded;
  readonly sellers: Seller[];
  readonly #scratch: string;
  readonly #host: string;
  #program: Program | null = null;

  private constructor(scratch: string, dataDir: string, devices: Seeded, host: string, port: number) {
    this.#scratch = scratch;
    this.#host = host;
    this.dataDir = dataDir;
    this.devices = devices;
    this.port = port;
    this.baseUrl = `http://${host}:${port}`;
    this.sellers = devices.tills.map((device) => new Seller(this.baseUrl, device));
  }

  static async open({ dataDir, tills = 4, screens = 0, host = '127.0.0.1' }: ShopOptions = {}): Promise<Shop> {
    const built = await buildAppliance();
    if (built.outcome === 'failed') throw new Error(`the appliance could not be bundled: ${built.problem ?? ''}`);
    const scratch = mkdtempSync(join(tmpdir(), 'auraconnect-fault-'));
    const data = dataDir ?? join(scratch, 'data');
    return new Shop(scratch, data, await seedStore(data, { tills, screens }), host, await freePort(host));
  }

  get program(): Program {
    if (this.#program === null) throw new Error('the shop was not opened');
    return this.#program;
  }

  get database(): string {
    return databaseOf(this.dataDir);
  }

  /** Every order that a till was told to be done. */
  get acknowledged(): string[] {
    return this.sellers.flatMap(({ acknowledged }) => acknowledged);
  }

  /** @returns how long it took until it served */
  async start(env: Record<string, string> = {}): Promise<number> {
    const startedMs = performance.now();
    this.#program = new Program({
      name: 'appliance',
      entry: bundledAppliance.entry,
      nodeOptions: bundledAppliance.nodeOptions,
      env: {
        ...bundledAppliance.env,
        DATA_DIR: this.dataDir,
        APPLIANCE_HOST: this.#host,
        APPLIANCE_PORT: String(this.port),
        LOG_LEVEL: 'error',
        ...env,
      },
      healthUrl: `${this.baseUrl}/health`,
      logFile: join(this.#scratch, 'appliance.log'),
    });
    await this.#program.start();
    return performance.now() - startedMs;
  }

  /** What every till had begun when the fault came is sent again until it is answered. */
  async finishAll(): Promise<void> {
    await Promise.all(this.sellers.map((seller) => seller.finish()));
  }

  async close(): Promise<void> {
    await this.#program?.kill();
    for (const seller of this.sellers) seller.close();
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}
