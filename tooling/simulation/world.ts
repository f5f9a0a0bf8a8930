import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import { kindOf } from '@auraconnect/shared/facts/exception.ts';
import { seededRandom, type SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import { Box } from './box.ts';
import { CloudNode } from './cloud-node.ts';
import { eveningMs, type FirstImage } from './first-image.ts';
import { type Fault, faultKinds, type FaultKind, healedAtMs } from './faults.ts';
import { KitchenGlass } from './kitchen-glass.ts';
import { MenuRoom } from './menu-room.ts';
import { PaperRoom } from './paper-room.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { promisesBroken } from './promises.ts';
import { Terminal, Till } from './till.ts';
import { Trace } from './trace.ts';
import { goodLine, Line } from './virtual-network.ts';
import { VirtualTime } from './virtual-time.ts';

export interface WorldOptions {
  seed: number;
  bug: PlantedBug | null;
  /** Keep the story, not only its hash. */
  keepTrace: boolean;
  /** The cluster in which the cloud keeps its stores; null: in memory. */
  postgresUrl: string | null;
}

const lookAtPaperEveryMs = 4_000;

/** One restaurant, one evening: two or three tills, a kitchen screen, three printers, the appliance, and the cloud far away. */
export class World {
  readonly seed: number;
  readonly bug: PlantedBug | null;
  readonly postgresUrl: string | null;
  readonly time = new VirtualTime();
  readonly story: Trace;
  readonly first: FirstImage;
  readonly paper: PaperRoom;
  readonly menu: MenuRoom;
  readonly cloud: CloudNode;
  readonly cloudLine: Line;
  readonly box: Box;
  readonly tills: Till[];
  readonly screen: KitchenGlass;
  readonly desk: Terminal;
  /** A second box that went on from a copy of the disk. */
  clone: Box | null = null;
  /** The store lost its disk once this evening. */
  wasRestored = false;
  /** Its machine was set back while it ran: it tells two histories under one name, until a person brings it back. */
  wasSetBack = false;
  /** And the cloud did not have all of it: what devices were answered is to be found at rest, when they have offered it. */
  onlyDevicesHad = false;
  /** Broken promises that were seen on the way. */
  readonly violations: string[] = [];
  /** How often each kind of fault met each state of the system. */
  readonly coverage = new Map<string, number>();
  readonly #decided = new Set<string>();
  /** When something last stood between the store and the cloud. */
  #cutOffMs = 0;

  constructor(first: FirstImage, { seed, bug, keepTrace, postgresUrl }: WorldOptions) {
    this.seed = seed;
    this.postgresUrl = postgresUrl;
    this.bug = bug;
    this.first = first;
    this.story = new Trace(keepTrace);
    this.paper = new PaperRoom(this);
    this.menu = new MenuRoom(this);
    this.cloud = new CloudNode(this);
    this.cloudLine = new Line(this.time, this.chanceOf('internet'));
    this.box = new Box(this, 'box', first.database, this.cloud, this.cloudLine, this.paper);
    const lineOf = (name: string): Line => new Line(this.time, this.chanceOf(`line of ${name}`));
    const tillCount = this.chanceOf('tills').between(2, first.tills.length);
    this.tills = first.tills
      .slice(0, tillCount)
      .map((device, index) => new Till(this, `till ${index + 1}`, device, this.box, lineOf(`till ${index + 1}`)));
    this.screen = new KitchenGlass(this, 'kitchen', first.screen, this.box, lineOf('kitchen'));
    this.desk = new Terminal(this, 'desk', first.desk, this.box, lineOf('desk'));
  }

  /** Chance of one part of the world: taking a fault away does not shuffle what the others do. */
  chanceOf(who: string): SeededRandom {
    let mixed = this.seed | 0;
    for (const char of who) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 0x01000193);
    return seededRandom(mixed);
  }

  idsOf(who: string): IdSource {
    return createIdSource({ nowMs: () => this.wallMs }, this.chanceOf(`ids of ${who}`));
  }

  get wallMs(): number {
    return Math.round(eveningMs + this.time.nowMs);
  }

  till(which: number): Till {
    return this.tills[which % this.tills.length] as Till;
  }

  trace(who: string, what: string): void {
    this.story.add(this.time.nowMs, who, what);
  }

  async open(): Promise<void> {
    await this.cloud.journals.open();
    // Its start takes time, which only passes once the world runs.
    void this.box.start();
    for (const device of [...this.tills, this.screen, this.desk]) await device.boot();
    this.screen.run();
    const chance = this.chanceOf('guests');
    for (const till of this.tills) {
      await till.openDrawer();
      for (let guest = chance.between(3, 5); guest > 0; guest -= 1) till.sell(chance.between(500, 50_000));
    }
    this.menu.open();
    const look = (): void => {
      this.time.after(lookAtPaperEveryMs, look);
      void this.#decideAboutPaper();
      void this.#settleExceptions();
    };
    look();
    this.time.after(chance.between(5_000, 40_000), () => void this.cloud.journals.keepDump());
    this.time.after(chance.between(2_000, 30_000), () => this.box.keepBackup());
  }

  harm(fault: Fault): void {
    this.time.after(fault.atMs, () => {
      const key = `${fault.kind} × ${this.#state()}`;
      this.coverage.set(key, (this.coverage.get(key) ?? 0) + 1);
      this.trace('fault', `${fault.kind} (${fault.which}, ${fault.forMs} ms)`);
      if (fault.kind !== 'cloud cannot work an order up')
        this.#cutOffMs = Math.max(this.#cutOffMs, this.time.nowMs + fault.forMs);
      (faultKinds[fault.kind as FaultKind] as (world: World, fault: Fault) => void)(this, fault);
    });
  }

  /**
   * A copy of the disk is put into a second box, and a till sells there for a while beside the first one; then an owner retires it, and
   * the till comes back. @param image another disk than that of now, as of a box that was believed to be broken
   */
  async cloneBox(which: number, forMs: number, image = this.box.image): Promise<void> {
    const isTooLate = this.time.nowMs > healedAtMs - 5_000;
    if (this.clone !== null || !this.box.isRunning || isTooLate) return;
    const clone = new Box(this, 'clone', image, this.cloud, this.cloudLine, this.paper);
    this.clone = clone;
    const till = this.till(which);
    await clone.start();
    this.trace(till.name, 'goes to the clone');
    till.moveTo(clone);
    this.time.after(Math.min(forMs + 5_000, healedAtMs - this.time.nowMs - 1_000), () => {
      // What it has not given to the cloud yet is with its till alone.
      if (!clone.isReplicated) this.onlyDevicesHad = true;
      const epoch = clone.core?.epoch;
      // One that has written nothing has no name of its own yet, and nobody can tell it from the first.
      if (epoch !== undefined && epoch !== this.box.core?.epoch)
        void this.cloud.journals.retire(this.first.storeId, epoch);
      clone.crash('an owner has retired it');
      this.trace(till.name, 'comes back from the clone');
      till.moveTo(this.box);
    });
  }

  /** From here on everything works. */
  healAt(atMs: number): void {
    this.time.after(atMs, () => {
      this.#holdsUpNothing();
      this.trace('fault', 'everything works again');
      for (const { line } of [...this.tills, this.screen, this.desk]) line.state = goodLine;
      this.cloudLine.state = goodLine;
      this.screen.isOff = false;
      this.paper.mendAll();
      this.box.fill(false);
      this.box.syncFails = false;
      this.box.powerGoesAfterFailedSync = false;
      this.box.diesInTransaction = false;
      this.box.syncMs = 8;
      this.box.clockOffsetMs = 0;
      this.cloud.up();
      this.cloud.breaksOffAfter = null;
      if (this.box.core?.durability === 'failed') this.box.crash('its disk had failed');
      if (!this.box.isRunning) void this.box.start();
      if (this.cloud.cannotWorkUp.size > 0) {
        // The fix is out: what was held is worked up, in order.
        this.cloud.cannotWorkUp.clear();
        this.time.after(55_000, () => void this.cloud.workUpAgain());
      }
    });
  }

  /** Somebody in the office makes a dish dearer, for good. */
  async changePrice(which: number): Promise<void> {
    const items = (this.box.core?.view.catalogue().items ?? []).filter(({ id }) => id !== 'caesar-salad');
    const item = items[which % Math.max(1, items.length)];
    if (item === undefined) return;
    const variants = item.variants.map((variant) => ({ ...variant, priceMinor: variant.priceMinor + 111 }));
    const entry = { entity: 'item' as const, id: item.id, payload: { ...item, variants } };
    await this.desk.give('catalogue.put', { entries: [entry] }, 'gianni');
  }

  /** An order that this version of the cloud cannot work up waits alone. */
  #holdsUpNothing(): void {
    // Longer than a request to a cloud that said nothing is waited for.
    const isLongHealthy = this.time.nowMs - this.#cutOffMs > 40_000;
    const { uplinkPending } = this.box;
    if (this.cloud.cannotWorkUp.size > 0 && isLongHealthy && uplinkPending > 20)
      this.violations.push(`one order that cannot be worked up holds up ${uplinkPending} events`);
  }

  /** After a crash: what somebody was told must be on the disk that is left; what another box told comes by way of the cloud. */
  afterCrash({ name, image }: Box): void {
    const isAlone = name === this.box.name && this.clone === null;
    if (isAlone && !this.box.isIncomplete && !this.onlyDevicesHad && !this.wasSetBack)
      this.violations.push(...promisesBroken(this, image));
  }

  afterAnswer(who: string, { type, n, payload }: CommandEnvelope, { status }: CommandAnswer): void {
    if (type === 'kitchen.acknowledge' && status === 'accepted') {
      const { ticketIds } = payload as { ticketIds: string[] };
      if (ticketIds.some((ticketId) => !this.screen.shown.has(ticketId)))
        this.violations.push('a ticket counts as seen that was on no glass');
    }
    // A dish that was taken off the menu meanwhile cannot be edited; everything else is the trade's own.
    if (status !== 'refused' || who === 'kitchen' || type.startsWith('catalogue.')) return;
    // A box that was brought back does not know the paper yet; it is asked about again, and so is the person.
    if (type === 'print.resolve' && this.wasRestored) this.#decided.delete((payload as { jobId: string }).jobId);
    else this.violations.push(`${who} was refused ${type} ${n}`);
  }

  /** A manager settles what a till did on its own and does not fit: an old ticket is cooked, the rest is read. */
  async #settleExceptions(): Promise<void> {
    const exceptions = await this.desk.line.request({}, 3_000, () => this.box.openExceptions()).catch(() => []);
    for (const { exceptionId, code } of exceptions) {
      if (this.#decided.has(exceptionId)) continue;
      this.#decided.add(exceptionId);
      this.trace('desk', `settles ${code}`);
      await this.desk.give('exception.settle', { exceptionId, way: kindOf(code).ways[0], note: '' }, 'gianni');
    }
  }

  /** What a manager does about papers of which nobody knows: looks whether they came out. */
  async #decideAboutPaper(): Promise<void> {
    const jobs = await this.desk.line.request({}, 3_000, () => this.box.openJobs()).catch(() => []);
    for (const { jobId, state, document } of jobs) {
      if ((state !== 'unknown' && state !== 'failed') || this.#decided.has(jobId)) continue;
      this.#decided.add(jobId);
      const decision = this.paper.cameOut(jobId) ? 'printed' : document === 'drawer-kick' ? 'give-up' : 'reprint';
      await this.desk.give('print.resolve', { jobId, decision }, 'gianni');
    }
  }

  #state(): string {
    const { core } = this.box;
    if (core === null) return 'appliance down';
    const states = [
      core.view.seq > core.durableSeq || core.waiting > 0 ? 'committing' : '',
      core.view.openPrintJobs().some(({ state }) => state === 'sending') ? 'printing' : '',
      this.tills.some(({ pendingCount }) => pendingCount > 0) ? 'tills waiting' : '',
      this.box.uplinkPending > 0 ? 'cloud behind' : '',
    ];
    return states.filter((state) => state !== '').join(' + ') || 'quiet';
  }
}
