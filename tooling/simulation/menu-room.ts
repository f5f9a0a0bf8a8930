import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { type FieldEdit, withField } from '@auraconnect/shared/menu/entry-fields.ts';
import type { SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { settleEdit } from '@auraconnect/cloud-sync/menu/settle-edit.ts';
import { healedAtMs } from './faults.ts';
import type { World } from './world.ts';

const salad = { entity: 'item', id: 'caesar-salad' } as const;
const saladFields = ['/name', '/sold', '/position', '/variants/@regular/priceMinor'] as const;

export interface FeedRequest {
  handle: string | null;
  offset: number;
}
/** What the cloud answers who follows its feed; null rows: the handle is none any more, fetch anew. */
export interface FeedReply {
  handle: string;
  offset: number;
  complete: boolean;
  rows: CatalogueEntry[] | null;
}

/** One dish that an owner at the portal and a manager at the desk edit all evening, and the feed that carries it down. */
export class MenuRoom {
  readonly #world: World;
  /** How the cloud settles an edit of the store. */
  readonly settles: typeof settleEdit;
  /** The cloud forgot what it had promised: what was seen there may never have been. */
  wasRestored = false;
  /** Where the feed stood after each edit of the owner, and which field it was; the empty path is the whole dish. */
  readonly ownerEdits: { version: number; path: string }[] = [];

  constructor(world: World) {
    this.#world = world;
    this.settles = world.bug === 'wall-clock-last-writer-wins' ? byTheWallClock : settleEdit;
  }

  open(): void {
    const { time } = this.#world;
    const chance = this.#world.chanceOf('menu');
    for (let count = chance.between(3, 7); count > 0; count -= 1) {
      time.after(chance.between(1_000, healedAtMs), () => void this.#ownerEdits(chance));
      time.after(chance.between(1_000, healedAtMs), () => void this.#storeEdits(chance));
    }
  }

  /** Every handle is dropped: whoever follows the feed fetches it whole. */
  rotate(): void {
    void this.#world.cloud.journals.rotateFeed();
  }

  restored(): void {
    this.wasRestored = true;
    this.rotate();
  }

  async serve(request: FeedRequest): Promise<FeedReply | undefined> {
    const { cloud } = this.#world;
    return cloud.isUp ? cloud.journals.serveFeed(request) : undefined;
  }

  async #ownerEdits(chance: SeededRandom): Promise<void> {
    const { cloud } = this.#world;
    const { path, after = null } = edit(chance);
    const deletes = chance.fraction() < 0.08;
    // The portal is a page of the cloud: without it nobody edits there, and nobody edits what is not there.
    if (!cloud.isUp) return;
    const published = await cloud.journals.ownerPublishes(salad, (payload) => {
      if (deletes) return null;
      return payload === null ? { ...this.#world.first.salad } : withField(payload, path, after);
    });
    if (published === null) return;
    this.ownerEdits.push({ version: published.version, path: published.isWhole ? '' : path });
    this.#world.trace('owner', deletes ? 'takes the salad off the menu' : `sets ${path} to ${JSON.stringify(after)}`);
  }

  async #storeEdits(chance: SeededRandom): Promise<void> {
    const { path, after } = edit(chance);
    const { desk } = this.#world;
    this.#world.trace('desk', `sets ${path} to ${JSON.stringify(after)}`);
    if (chance.fraction() < 0.08) await desk.give('catalogue.delete', salad, 'gianni');
    else await desk.give('catalogue.edit', { ...salad, fields: [{ path, after }] }, 'gianni');
  }
}

function edit(chance: SeededRandom): FieldEdit {
  const path = chance.pick(saladFields);
  if (path === '/name') return { path, after: chance.pick(['Caesar', 'Cesare', 'House salad', 'Cobb']) };
  if (path === '/sold') return { path, after: chance.fraction() < 0.5 };
  if (path === '/position') return { path, after: chance.between(1, 9) };
  return { path, after: chance.between(9, 15) * 100 };
}

/** Planted: whose clock says later wins, whatever either had seen, and nobody hears of the other value. */
const byTheWallClock: typeof settleEdit = (current, { fields, stamp, kind, payload }, author) => {
  const mark = { ...author, stamp, side: 'store' as const };
  const isLater = stamp.slice(0, 13) > current.last.stamp.slice(0, 13);
  if (!isLater) return { entry: current, disagreements: [] };
  const next = kind === 'fields' && current.payload !== null ? current.payload : payload;
  const edited = fields.reduce((made, { path, after }) => withField(made, path, after) ?? made, next);
  return {
    entry: { ...current, payload: kind === 'delete' ? null : edited, last: mark, stamp },
    disagreements: [],
  };
};
