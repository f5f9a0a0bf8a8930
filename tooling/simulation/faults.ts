import type { SeededRandom } from '@auraconnect/shared/testing/seeded-random.ts';
import { goodLine, type LineState } from './virtual-network.ts';
import type { World } from './world.ts';

/** When the guests have gone; from then on nothing is broken any more. */
export const healedAtMs = 70_000;

export interface Fault {
  atMs: number;
  kind: FaultKind;
  /** How long it lasts, where it lasts. */
  forMs: number;
  /** Which of several: a till, a printer. */
  which: number;
}

type Harm = (world: World, fault: Fault) => void;

const lossy: LineState = { ...goodLine, slowestMs: 1_500, loseRequest: 0.2, loseAnswer: 0.3, duplicate: 0.2 };
const printers = ['receipt', 'kitchen', 'bar'] as const;

function line(of: (world: World, which: number) => { state: LineState }, state: LineState): Harm {
  return (world, { forMs, which }) => {
    const harmed = of(world, which);
    harmed.state = state;
    world.time.after(forMs, () => {
      harmed.state = goodLine;
    });
  };
}

const tillLine = (world: World, which: number): { state: LineState } => world.till(which).line;
const screenLine = (world: World): { state: LineState } => world.screen.line;
const cloudLine = (world: World): { state: LineState } => world.cloudLine;

function crash(world: World, forMs: number): void {
  world.box.crash('somebody killed it');
  world.time.after(forMs, () => void world.box.start());
}

/** What can go wrong, and how it is done to a world. */
export const faultKinds = {
  'till line refused': line(tillLine, { ...goodLine, up: 'refused' }),
  'till line silent': line(tillLine, { ...goodLine, up: 'silent' }),
  'till line lossy': line(tillLine, lossy),
  'screen line silent': line(screenLine, { ...goodLine, up: 'silent' }),
  'screen line lossy': line(screenLine, lossy),
  'internet refused': line(cloudLine, { ...goodLine, up: 'refused' }),
  'internet silent': line(cloudLine, { ...goodLine, up: 'silent' }),
  'internet lossy': line(cloudLine, lossy),
  'till reloads': (world, { which }) => void world.till(which).reload(),
  'screen off': (world, { forMs }) => {
    world.screen.isOff = true;
    world.time.after(forMs, () => {
      world.screen.isOff = false;
    });
  },
  'appliance killed': (world, { forMs }) => crash(world, Math.min(forMs, 8_000)),
  'appliance killed while it works': (world, { forMs }) => {
    // At the next moment at which something is committed and not yet on disk.
    const look = (left: number): void => {
      const { core } = world.box;
      if (core !== null && (core.view.seq > core.durableSeq || left === 0)) crash(world, Math.min(forMs, 8_000));
      else if (left > 0) world.time.after(3, () => look(left - 1));
    };
    look(600);
  },
  'power cut in a transaction': (world, { forMs }) => {
    world.box.diesInTransaction = true;
    world.time.after(Math.min(forMs, 8_000) + 1_000, () => {
      world.box.diesInTransaction = false;
      void world.box.start();
    });
  },
  'power cut while printing': (world, { forMs }) => {
    const look = (left: number): void => {
      const { core } = world.box;
      const prints = core?.view.openPrintJobs().some(({ state }) => state === 'sending') === true;
      if (prints || left === 0) crash(world, Math.min(forMs, 8_000));
      else if (left > 0) world.time.after(5, () => look(left - 1));
    };
    look(600);
  },
  'disk slow': (world, { forMs }) => {
    world.box.syncMs = 400;
    world.time.after(forMs, () => {
      world.box.syncMs = 8;
    });
  },
  'disk full': (world, { forMs }) => {
    world.box.fill(true);
    world.time.after(forMs, () => world.box.fill(false));
  },
  'sync fails': (world, { forMs }) => {
    world.box.syncFails = true;
    world.time.after(Math.min(forMs, 8_000), () => {
      world.box.syncFails = false;
      // A service manager starts a program again that says that it has failed.
      if (world.box.core?.durability === 'failed') crash(world, 500);
    });
  },
  'sync fails and the power goes': (world, { forMs }) => {
    world.box.syncFails = true;
    world.box.powerGoesAfterFailedSync = true;
    world.time.after(Math.min(forMs, 8_000) + 1_000, () => {
      world.box.syncFails = false;
      world.box.powerGoesAfterFailedSync = false;
      if (world.box.core?.durability === 'failed') crash(world, 500);
      else void world.box.start();
    });
  },
  'clock set back': (world, { forMs }) => {
    world.box.clockOffsetMs -= 3_600_000;
    world.time.after(forMs, () => {
      world.box.clockOffsetMs = 0;
    });
  },
  'clock a day ahead': (world, { forMs }) => {
    world.box.clockOffsetMs += 86_400_000;
    world.time.after(Math.min(forMs, 4_000), () => {
      world.box.clockOffsetMs = 0;
    });
  },
  'price changed': (world, { which }) => void world.changePrice(which),
  'cloud down': (world, { forMs }) => {
    world.cloud.down();
    world.time.after(forMs, () => world.cloud.up());
  },
  'cloud database breaks off': (world, { which }) => {
    world.cloud.breaksOffAfter = 1 + which;
  },
  'cloud restored from a dump': (world) => {
    // What this cloud alone has of a store that lost its disk is beyond any promise.
    if (world.wasRestored) return;
    void world.cloud.restoreDump().then((isRestored) => {
      if (isRestored) world.menu.restored();
    });
  },
  'appliance restored from a backup': (world, { forMs }) => {
    // Promised is what a second machine has: the disk goes when the cloud has all of it.
    const look = (left: number): void => {
      if (world.box.isReplicated) {
        world.wasRestored = true;
        world.box.restoreBackup();
        world.trace('box', 'is brought back from its backup');
        world.time.after(Math.min(forMs, 8_000), () => void world.box.start());
      } else if (left > 0) world.time.after(5, () => look(left - 1));
    };
    look(2_000);
  },
  'appliance lost before the cloud had it': (world, { forMs }) => {
    // At the next moment at which somebody was answered what only the appliance and the device have.
    const look = (left: number): void => {
      const { core, uplinkPending } = world.box;
      if (core !== null && uplinkPending > 0 && core.view.seq === core.durableSeq) {
        world.wasRestored = true;
        world.onlyDevicesHad = true;
        world.box.restoreBackup();
        world.trace('box', 'is brought back from its backup, and the cloud had not all of it');
        world.time.after(Math.min(forMs, 8_000), () => void world.box.start());
      } else if (left > 0) world.time.after(5, () => look(left - 1));
    };
    look(2_000);
  },
  'appliance lost before it could answer': (world, { which, forMs }) => {
    // A copy is made, a payment is taken and reaches the cloud, and the disk is gone before the till has heard of it.
    const till = world.till(which);
    till.line.state = { ...goodLine, losesAnswerTo: (text) => text.includes('order.pay_cash') };
    let copy: Buffer | null = null;
    const look = (left: number): void => {
      const { box } = world;
      if (!till.waitsFor('order.pay_cash') || box.core === null) copy = box.image;
      else if (copy !== null && box.image !== copy && box.isReplicated) {
        world.wasRestored = true;
        world.onlyDevicesHad = true;
        box.restoreCopy(copy);
        world.trace('box', 'is brought back from a copy of a moment ago');
        till.line.state = goodLine;
        // The cloud cannot tell it either.
        world.cloudLine.state = { ...goodLine, up: 'refused' };
        world.time.after(Math.min(forMs, 3_000), () => void box.start());
        world.time.after(15_000, () => (world.cloudLine.state = goodLine));
        return;
      }
      if (left > 0) world.time.after(2, () => look(left - 1));
      else till.line.state = goodLine;
    };
    look(10_000);
  },
  'machine set back while it runs': (world, { forMs }) => {
    const image = world.box.image;
    world.time.after(Math.min(forMs, 3_000), () => {
      if (world.box.core === null || world.box.image === image) return;
      world.wasSetBack = true;
      world.box.setBack(image);
    });
  },
  'disk copied into a second box': (world, { which, forMs }) => void world.cloneBox(which, forMs),
  'old box comes back': (world, { which, forMs }) => {
    // It was believed to be broken, and its backup runs in a new one when somebody switches it on again.
    const look = (left: number): void => {
      if (world.box.isReplicated) {
        const oldDisk = world.box.image;
        world.wasRestored = true;
        world.box.restoreBackup();
        world.trace('box', 'is brought back from its backup in another machine');
        const offMs = Math.min(forMs, 8_000);
        world.time.after(offMs, () => void world.box.start());
        world.time.after(offMs + 2_000 + which * 1_000, () => void world.cloneBox(which, forMs, oldDisk));
      } else if (left > 0) world.time.after(5, () => look(left - 1));
    };
    look(2_000);
  },
  'feed rotated': (world) => world.menu.rotate(),
  'cloud cannot work an order up': (world, { which }) => {
    const { orderIds } = world.till(which);
    const orderId = orderIds[which % Math.max(1, orderIds.length)];
    if (orderId !== undefined) world.cloud.cannotWorkUp.add(orderId);
  },
  'printer unreachable': (world, { which, forMs }) => printer(world, which, 'unreachable', forMs),
  'printer breaks off': (world, { which, forMs }) => printer(world, which, 'breaks-off', forMs),
  'printer mute': (world, { which, forMs }) => printer(world, which, 'mute', forMs),
} as const satisfies Record<string, Harm>;

export type FaultKind = keyof typeof faultKinds;

function printer(world: World, which: number, state: 'unreachable' | 'breaks-off' | 'mute', forMs: number): void {
  const printerId = printers[which % printers.length] as string;
  world.paper.set(printerId, state);
  world.time.after(forMs, () => world.paper.set(printerId, 'good'));
}

/** What goes wrong this evening. @param kinds only these, or any */
export function planFaults(chance: SeededRandom, kinds: readonly FaultKind[]): Fault[] {
  const count = chance.between(2, 7);
  const faults = Array.from({ length: count }, (): Fault => ({
    atMs: chance.between(1_500, 55_000),
    kind: chance.pick(kinds),
    forMs: chance.between(300, 20_000),
    which: chance.between(0, 8),
  }));
  return faults.toSorted((one, other) => one.atMs - other.atMs);
}

export const sentenceOf = ({ atMs, kind, forMs, which }: Fault): string =>
  `${(atMs / 1000).toFixed(1)} s: ${kind} (number ${which}, for ${(forMs / 1000).toFixed(1)} s)`;
