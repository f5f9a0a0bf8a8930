import { rowHash } from '@auraconnect/shared/journal/hash.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import { parseEvent } from '@auraconnect/shared/journal/parse-event.ts';
import {
  type KeptLook,
  type KeptOfferAnswer,
  type KeptPlace,
  type KeptState,
  mayBeKept,
} from '@auraconnect/shared/protocol/kept-rows.ts';
import type { Clock } from '@auraconnect/shared/time/clock.ts';
import type { Core } from './core.ts';
import { sha256 } from './ledger.ts';
import { inOrderOfHappening } from './order-of-rows.ts';

/** Devices look every 5 s at what they keep: by then each that lives has offered, and the rows of all can be put into one order. */
const gatherMs = 6_000;
/** What was added to a check that another device opened, or decided about its paper, waits so long for that device. */
const patienceMs = 60_000;
const mostWaiting = 50_000;

export interface OfferedRowsParts {
  core: Pick<
    Core,
    | 'storeId'
    | 'epoch'
    | 'mayHaveLost'
    | 'mayBeTold'
    | 'adopt'
    | 'beginEpoch'
    | 'read'
    | 'whereIs'
    | 'seenFurther'
    | 'forgotten'
    | 'hasAllForgotten'
  >;
  clock: Pick<Clock, 'monotonicMs'>;
  /** How far the cloud has proven to have this history. */
  replicatedSeq(): number;
}

/** Why an offer is not taken; null: it is. */
export type OfferFault = 'history_incomplete' | 'rows_invalid';

/**
 * What devices kept of answers that this box does not have, as after it was brought back from an older copy: gathered from all of
 * them, put into the order in which it happened, and adopted verbatim, once, after the cloud was asked (DESIGN rule 7).
 */
export class OfferedRows {
  readonly #parts: OfferedRowsParts;
  readonly #waiting = new Map<string, JournalRow>();
  #firstOfferMs: number | null = null;

  constructor(parts: OfferedRowsParts) {
    this.#parts = parts;
  }

  /** A device asks what has become of what it keeps, and tells up to where it keeps nothing any more. */
  look(deviceId: string, { places, forgottenN }: KeptLook): KeptState[] {
    if (forgottenN !== undefined) this.#parts.core.forgotten(deviceId, forgottenN);
    return places.map((place) => this.#stateOf(place));
  }

  #stateOf(place: KeptPlace): KeptState {
    const { core } = this.#parts;
    const seq = core.whereIs(place);
    if (seq === null) {
      core.seenFurther();
      return 'missing';
    }
    return seq <= this.#parts.replicatedSeq() ? 'replicated' : 'here';
  }

  async offer(deviceId: string, rows: readonly JournalRow[]): Promise<KeptOfferAnswer | OfferFault> {
    const { core, clock } = this.#parts;
    if (core.mayHaveLost) return 'history_incomplete';
    if (!rows.every((row) => this.#isOf(deviceId, row))) return 'rows_invalid';
    for (const row of rows) if (core.whereIs(row) === null) this.#waiting.set(row.id, row);
    if (this.#waiting.size > mostWaiting) this.#waiting.clear();
    if (this.#waiting.size === 0) return this.#gathered(0);
    this.#firstOfferMs ??= clock.monotonicMs();
    const ageMs = clock.monotonicMs() - this.#firstOfferMs;
    if (ageMs < gatherMs) return { adopted: 0, waiting: this.#waiting.size };
    const inOrder = inOrderOfHappening([...this.#waiting.values()]);
    // A machine that was set back while it ran writes on under the name of what it has lost.
    if (inOrder.some(({ epoch }) => epoch === core.epoch)) core.beginEpoch();
    const ready = await this.#ready(inOrder, {
      isPatient: ageMs < patienceMs,
      // What a device did before the first row that it still has may be in the cloud.
      waitsForCloud: core.mayBeTold(this.#firstOfferMs),
    });
    const { count } = await core.adopt(ready, 'terminal');
    for (const { id } of ready) this.#waiting.delete(id);
    return this.#gathered(count);
  }

  /** Whoever offers after all was taken is gathered for anew. */
  #gathered(adopted: number): KeptOfferAnswer {
    if (this.#waiting.size === 0) this.#firstOfferMs = null;
    return { adopted, waiting: this.#waiting.size };
  }

  #isOf(deviceId: string, row: JournalRow): boolean {
    return (
      row.device === deviceId &&
      row.store === this.#parts.core.storeId &&
      mayBeKept(row) &&
      isReadable(row) &&
      rowHash(row, row.bytes, row.prevHash, sha256) === row.hash
    );
  }

  /**
   * Without what happened to a check, or to a paper, of whose beginning nobody has told yet, and without what may come after something in
   * the cloud.
   */
  async #ready(
    rows: readonly JournalRow[],
    { isPatient, waitsForCloud }: { isPatient: boolean; waitsForCloud: boolean },
  ): Promise<JournalRow[]> {
    const opened = new Set(rows.flatMap(({ type, orderId }) => (type === 'order.opened' ? (orderId ?? []) : [])));
    const queued = new Set(rows.flatMap((row) => (row.type === 'print.queued' ? jobOf(row) : [])));
    const firstN = new Map<string, number>();
    for (const { device, n } of rows) firstN.set(device, Math.min(n, firstN.get(device) ?? n));
    return this.#parts.core.read((view) => {
      const hasGap = ({ device }: JournalRow): boolean => {
        const lastN = view.device(device)?.lastN ?? 0;
        return (
          view.claimed !== null &&
          (firstN.get(device) ?? 0) > lastN + 1 &&
          !this.#parts.core.hasAllForgotten(device, lastN)
        );
      };
      const isBegun = (row: JournalRow): boolean =>
        (row.orderId === null || opened.has(row.orderId) || view.order(row.orderId) !== null) &&
        jobOf(row).every((jobId) => queued.has(jobId) || view.printJob(jobId) !== null);
      return rows.filter((row) => !(waitsForCloud && hasGap(row)) && (!isPatient || isBegun(row)));
    });
  }
}

/** The paper that a row tells of, if it does. */
function jobOf(row: JournalRow): string[] {
  const parsed = parseEvent(row);
  return parsed.kind === 'known' && 'jobId' in parsed.event.payload ? [parsed.event.payload.jobId] : [];
}

/** A box writes JSON and nothing else; what is none could not be told from what it says to be, and would stop the rows of all devices. */
function isReadable(row: JournalRow): boolean {
  try {
    parseEvent(row);
    return true;
  } catch {
    return false;
  }
}
