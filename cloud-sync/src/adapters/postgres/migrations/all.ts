import type { Migration } from './migration.ts';
import { tenants } from './0001-tenants.ts';
import { journal } from './0002-journal.ts';
import { orders } from './0003-orders.ts';
import { catalogue } from './0004-catalogue.ts';
import { shapes } from './0005-shapes.ts';
import { forgetting } from './0006-forgetting.ts';
import { months } from './0007-months.ts';
import { settlement } from './0008-settlement.ts';
import { lanes } from './0009-lanes.ts';
import { epochs } from './0010-epochs.ts';
import { daySoFar } from './0011-day-so-far.ts';
import { touches } from './0012-touches.ts';
import { exceptions } from './0013-exceptions.ts';
import { retiredBoxes } from './0014-retired-boxes.ts';
import { printersTold } from './0015-printers-told.ts';
import { earlyBumps } from './0016-early-bumps.ts';

/** In the order in which they are applied. */
export const migrations: readonly Migration[] = [
  tenants,
  journal,
  orders,
  catalogue,
  shapes,
  forgetting,
  months,
  settlement,
  lanes,
  epochs,
  daySoFar,
  touches,
  exceptions,
  retiredBoxes,
  printersTold,
  earlyBumps,
];
