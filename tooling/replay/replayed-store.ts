import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CatalogueEntity, Printer, StoreSettings } from '@auraconnect/shared/menu/catalogue.ts';
import { defaultSettings } from '@auraconnect/shared/menu/read-entry.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import { call } from '../programs/call.ts';
import { CuttableLink } from '../programs/cuttable-link.ts';
import { freePort } from '../programs/free-port.ts';
import {
  claimStore,
  pairDevice,
  setUpStore,
  signIn,
  type CloudOwner,
  type SignedInDevice,
} from '../programs/store-access.ts';
import { storePrograms, type StorePorts, type StorePrograms } from '../programs/store-programs.ts';
import { KitchenScreen } from './kitchen-screen.ts';
import type { MenuOfFile } from './menu-of-file.ts';
import type { Command } from './order-commands.ts';
import type { ReplayOptions } from './options.ts';
import { Terminal } from './terminal.ts';

const owner = { name: 'Owner', pin: '246810' };
const cloudOwner: CloudOwner = { email: 'owner@replay.example', password: 'replay-demo-only-password' };
export const station = 'kitchen';
export const taxCategory = 'sold';

/** A whole store for one replay: its programs as processes, the link to the cloud that can be cut, tills and a kitchen screen. */
export class ReplayedStore {
  readonly programs: StorePrograms;
  readonly link: CuttableLink;
  readonly cloudOwner = cloudOwner;
  readonly #options: ReplayOptions;
  readonly #dataDir: string;
  readonly #newId: () => string;
  readonly #linkPort: number;
  manager: SignedInDevice | null = null;
  /** A back-office device: menu edits, decisions about paper. */
  desk: Terminal | null = null;
  tills: Terminal[] = [];
  kitchen: KitchenScreen | null = null;
  /** The first fault of the kitchen screen, if any. */
  kitchenFault: Error | null = null;

  private constructor(options: ReplayOptions, ports: StorePorts, linkPort: number, newId: () => string) {
    this.#options = options;
    this.#newId = newId;
    this.#linkPort = linkPort;
    this.#dataDir =
      options.dataDir === null ? mkdtempSync(join(tmpdir(), 'auraconnect-replay-')) : resolve(options.dataDir);
    mkdirSync(this.#dataDir, { recursive: true });
    this.programs = storePrograms({
      ports,
      dataDir: this.#dataDir,
      cloudEnv: {
        DEMO_OWNER_EMAIL: cloudOwner.email,
        DEMO_OWNER_PASSWORD: cloudOwner.password,
        DEMO_TENANT: 'Replay',
        CLOUD_LOG_LEVEL: 'warn',
      },
      applianceEnv: { CLOCK: 'commands', LOG_LEVEL: 'warn' },
    });
    this.link = new CuttableLink({ host: '127.0.0.1', port: ports.cloud });
  }

  static async plan(options: ReplayOptions, newId: () => string): Promise<ReplayedStore> {
    const [receipt, kitchen, bar] = options.printerPorts ?? [];
    const ports: StorePorts = {
      appliance: options.appliancePort ?? (await freePort()),
      cloud: options.cloudPort ?? (await freePort()),
      paper: await freePort(),
      receipt: receipt ?? (await freePort()),
      kitchen: kitchen ?? (await freePort()),
      bar: bar ?? (await freePort()),
    };
    return new ReplayedStore(options, ports, await freePort(), newId);
  }

  /** Starts everything, makes the store, its menu and its devices. */
  async open(menu: MenuOfFile): Promise<void> {
    const { programs, link } = this;
    await Promise.all([programs.printers.start(), programs.cloud.start(), programs.appliance.start()]);
    await link.listen(this.#linkPort);
    const settings = this.#settings();
    const manager = await setUpStore(programs.applianceUrl, { storeName: 'Replayed restaurant', settings, owner });
    this.manager = manager;
    const desk = await this.#terminal('Back office', 'api');
    this.desk = desk;
    for (const entries of this.#catalogue(menu, settings)) await mustPut(desk, entries);
    await claimStore(manager, programs.cloudUrl, cloudOwner, `http://127.0.0.1:${this.#linkPort}`);
    // One after the other: a try counts against the PIN until it is known to be right.
    for (let till = 1; till <= this.#options.terminals; till += 1)
      this.tills.push(await this.#terminal(`Till ${till}`, 'pos'));
    this.kitchen = new KitchenScreen(
      await this.#terminal('Kitchen', 'kds'),
      (fault) => (this.kitchenFault ??= fault instanceof Error ? fault : new Error(String(fault))),
    );
    this.kitchen.run();
  }

  async #terminal(name: string, kind: 'pos' | 'kds' | 'api'): Promise<Terminal> {
    if (!this.manager) throw new Error('the store is not set up');
    const { baseUrl } = this.manager;
    const device = await pairDevice(this.manager, name, kind);
    const { staff } = await signIn(baseUrl, device, this.manager.staff.staffId, owner.pin);
    const { device: known } = await call<Bootstrap>(`${baseUrl}/api/v1/bootstrap`, { token: device.deviceToken });
    const identity = {
      baseUrl,
      deviceToken: device.deviceToken,
      deviceId: device.deviceId,
      incarnation: device.incarnation,
      lastN: known.lastN,
      staffToken: staff.staffToken,
    };
    return new Terminal(identity, this.#newId);
  }

  #settings(): StoreSettings {
    const { currency, timeZone } = this.#options;
    return {
      ...defaultSettings,
      name: 'Replayed restaurant',
      currency,
      timeZone,
      locale: 'en-US',
      receiptPrinterId: 'receipt',
      printReceipts: 'always',
    };
  }

  /** In the order in which each part may name the ones before it. */
  #catalogue(
    menu: MenuOfFile,
    settings: StoreSettings,
  ): { entity: CatalogueEntity; id: string; payload: Record<string, unknown> }[][] {
    const { spec } = this.programs.printers;
    const printers = (JSON.parse(spec.env['EMULATOR_PRINTERS'] ?? '[]') as Omit<Printer, 'host'>[]).map((printer) => ({
      ...printer,
      host: '127.0.0.1',
    }));
    const tax = {
      id: 'replay-tax',
      name: 'Tax',
      rate: this.#options.taxRate,
      included: false,
      position: 0,
      compound: false,
      taxCategoryIds: [taxCategory],
      orderTypeIds: [],
      validFrom: null,
      validTo: null,
    };
    const kitchen = {
      id: station,
      name: 'Kitchen',
      position: 0,
      paper: 'always',
      printerId: 'kitchen',
      warnSeconds: 600,
      lateSeconds: 1200,
    };
    const entries = (entity: CatalogueEntity, payloads: readonly { id: string }[]) =>
      payloads.map((payload) => ({ entity, id: payload.id, payload: { ...payload } }));
    const all = [
      ...entries('printer', printers),
      ...entries('settings', [settings]),
      ...entries('tax-category', [{ id: taxCategory, name: 'Sold' } as { id: string }]),
      ...entries('tax', [tax]),
      ...entries('station', [kitchen]),
      ...entries('order-type', menu.orderTypes),
      ...entries('category', menu.categories),
      ...entries('modifier-group', menu.modifierGroups),
      ...entries('item', menu.items),
    ];
    return Array.from({ length: Math.ceil(all.length / 500) }, (_, part) => all.slice(part * 500, part * 500 + 500));
  }

  /** The appliance dies as in a power cut of the process, and comes back. */
  async killAppliance(): Promise<void> {
    await this.programs.appliance.kill();
    await this.programs.appliance.start();
  }

  async close(): Promise<void> {
    this.kitchen?.stop();
    await this.programs.appliance.stop();
    await this.programs.printers.stop();
    await this.programs.cloud.stop();
    await this.link.close();
    if (this.#options.dataDir === null && !this.#options.keep) rmSync(this.#dataDir, { recursive: true, force: true });
  }

  get dataDir(): string {
    return this.#dataDir;
  }
}

async function mustPut(
  desk: Terminal,
  entries: Extract<Command, { type: 'catalogue.put' }>['payload']['entries'],
): Promise<void> {
  const [answer] = await desk.send([{ type: 'catalogue.put', payload: { entries } }], new Date(0).toISOString());
  if (answer?.status === 'refused')
    throw new Error(`The store refused the menu: ${answer.refusal.message} ${JSON.stringify(answer.refusal.data)}`);
}
