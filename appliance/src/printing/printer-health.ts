import type { Drawer, Printer } from '@auraconnect/shared/menu/catalogue.ts';
import type { PaperProblem } from '@auraconnect/shared/receipt/paper-problem.ts';
import type { PrinterSight } from './print-machine.ts';

export interface Trouble extends PaperProblem {
  /** RFC 3339, for people. */
  since: string;
  /** On the clock that never jumps. */
  sinceMs: number;
}

export interface DrawerSeen {
  state: 'open' | 'closed';
  since: string;
  /** Open for longer than somebody counts cash. */
  alarm: boolean;
}

interface HealthParts {
  monotonicMs: () => number;
  timestamp: () => string;
  changed: () => void;
}

const wellForMs = 5_000;

/** What is known of one printer: whether it prints and since when not, its paper, its drawer. */
export class PrinterHealth {
  readonly #parts: HealthParts;
  #trouble: Trouble | null = null;
  #drawer: (DrawerSeen & { sinceMs: number }) | null = null;
  #paperLow = false;
  #wellMs = Number.NEGATIVE_INFINITY;

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  get drawer(): DrawerSeen | null {
    if (this.#drawer === null) return null;
    const { state, since, alarm } = this.#drawer;
    return { state, since, alarm };
  }

  get paperLow(): boolean {
    return this.#paperLow;
  }

  /** It printed, or said that it could, a moment ago. One that has not answered yet is not well. */
  get isWell(): boolean {
    return this.#trouble === null && this.#parts.monotonicMs() - this.#wellMs < wellForMs;
  }

  prints(): void {
    this.#wellMs = this.#parts.monotonicMs();
    if (this.#trouble === null) return;
    this.#trouble = null;
    this.#parts.changed();
  }

  /** @param sinceMs when the attempt that failed was begun: a printer that says nothing has been silent since then */
  doesNotPrint({ code, reason }: PaperProblem, sinceMs: number): void {
    if (this.#trouble?.code === code) return;
    const { since, sinceMs: firstMs } = this.#trouble ?? { since: this.#parts.timestamp(), sinceMs };
    this.#trouble = { code, reason, since, sinceMs: firstMs };
    this.#parts.changed();
  }

  saw({ drawerPin, paperLow }: PrinterSight, { hasDrawer, drawer }: Printer): void {
    const state = hasDrawer ? drawerState(drawerPin, drawer) : null;
    const before = { drawer: this.drawer, paperLow: this.#paperLow };
    this.#paperLow = paperLow;
    this.#drawer = state === null ? null : this.#drawerNow(state, drawer);
    if (before.paperLow === paperLow && isSame(before.drawer, this.drawer)) return;
    this.#parts.changed();
  }

  #drawerNow(state: 'open' | 'closed', { alarmAfterSeconds }: Drawer): DrawerSeen & { sinceMs: number } {
    const nowMs = this.#parts.monotonicMs();
    const stays = this.#drawer?.state === state ? this.#drawer : null;
    const { since, sinceMs } = stays ?? { since: this.#parts.timestamp(), sinceMs: nowMs };
    const alarm = state === 'open' && alarmAfterSeconds !== null && nowMs - sinceMs >= alarmAfterSeconds * 1000;
    return { state, since, sinceMs, alarm };
  }
}

/** Null: nobody has said which level means open, or the printer does not tell. */
function drawerState(pin: PrinterSight['drawerPin'], { openLevel }: Drawer): 'open' | 'closed' | null {
  if (pin === null || openLevel === 'unknown') return null;
  return pin === openLevel ? 'open' : 'closed';
}

const isSame = (one: DrawerSeen | null, other: DrawerSeen | null): boolean =>
  one?.state === other?.state && one?.alarm === other?.alarm;
