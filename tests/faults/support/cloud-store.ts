import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Reconciliation, StoreDetail } from '@auraconnect/shared/protocol/portal-api.ts';
import type { Bootstrap } from '@auraconnect/shared/protocol/store-api.ts';
import { call } from '../../../tooling/programs/call.ts';
import { signInToCloud } from '../../../tooling/programs/store-access.ts';
import { Counter, until } from '../../support/counter.ts';
import { openStore, type StoryStore } from '../../support/story-store.ts';
import { wrongAfter } from './oracle.ts';

/** A whole store of real programs with a till that sells and a real cloud, whose data can be put aside and back. */
export class CloudStore {
  readonly store: StoryStore;
  readonly counter: Counter;
  #accessToken: string | null = null;

  private constructor(store: StoryStore, counter: Counter) {
    this.store = store;
    this.counter = counter;
  }

  static async open(story: string): Promise<CloudStore> {
    const store = await openStore({ story });
    try {
      return new CloudStore(store, await Counter.open(store));
    } catch (fault) {
      await store.close();
      throw fault;
    }
  }

  get storeId(): string {
    return this.store.manager.device.storeId;
  }

  /** Where programs keep their data: `appliance`, `cloud`. */
  folder(of: 'appliance' | 'cloud'): string {
    return join(this.store.dataDir, of);
  }

  get database(): string {
    return join(this.folder('appliance'), 'store.db');
  }

  async #inCloud<T>(path: string): Promise<T> {
    this.#accessToken ??= (await signInToCloud(this.store.programs.cloudUrl, this.store.cloudOwner)).accessToken;
    return call<T>(`${this.store.programs.cloudUrl}/api/v1${path}`, { token: this.#accessToken });
  }

  inCloud(): Promise<StoreDetail> {
    return this.#inCloud(`/stores/${this.storeId}`);
  }

  reconciliation(): Promise<Reconciliation> {
    return this.#inCloud(`/reconciliation?storeId=${this.storeId}`);
  }

  /** The box that stands at this address has nothing that the cloud does not have. */
  async everythingArrived(baseUrl: string = this.store.programs.applianceUrl): Promise<void> {
    const token = this.store.manager.device.deviceToken;
    await until('the cloud has everything', async () => {
      const { durableSeq, epoch } = await call<Bootstrap>(`${baseUrl}/api/v1/bootstrap`, { token });
      const { epochs } = await this.inCloud();
      return epochs.some((one) => one.epoch === epoch && one.seq === durableSeq);
    });
  }

  /** What is wrong in the cloud with these orders: there once, whole, counted alike in all three ways. Empty: nothing. */
  async wrongInCloud(orderIds: readonly string[]): Promise<string[]> {
    const { journal, agrees, quarantinedCount, pendingEvents } = await this.reconciliation();
    return [
      ...(journal.orders === orderIds.length ? [] : [`the cloud has ${journal.orders} of ${orderIds.length} orders`]),
      ...(agrees ? [] : ['the three counts of the cloud are not equal']),
      ...(quarantinedCount + pendingEvents === 0 ? [] : ['events wait in the cloud']),
    ];
  }

  /** Read while the box is stopped. */
  wrongInBox(orderIds: readonly string[], database: string = this.database): string[] {
    return wrongAfter(database, orderIds);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** A folder as it is, with its owners and times, in the place of what is there. */
export function copyFolder(from: string, to: string): void {
  execFileSync('rm', ['-rf', to]);
  execFileSync('cp', ['-a', from, to]);
}
