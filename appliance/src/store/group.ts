import type { HistoryPosition } from '@auraconnect/shared/journal/epoch-events.ts';
import type { StoreJournalEvent } from '@auraconnect/shared/journal/event-catalogue.ts';
import type { Fact } from '@auraconnect/shared/facts/fact.ts';
import type { CommandAnswer, Refusal, StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import { paperFor } from '@auraconnect/shared/receipt/paper-for.ts';
import type { PaperRequest } from '@auraconnect/shared/receipt/paper-for.ts';
import { type Actor, systemActorId } from '@auraconnect/shared/staff/actor.ts';
import { businessDateAt } from '@auraconnect/shared/time/business-day.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import { formatTimestamp, parseTimestamp } from '@auraconnect/shared/time/timestamp.ts';
import { isDamage } from '../integrity/damage.ts';
import type { Log } from '../ports.ts';
import { adoptRows } from './adoption.ts';
import { bodyHashOf, passGate } from './command-gate.ts';
import type { CommandOutcome, InternalOutcome, StoredEvent, SubmittedCommand } from './core.ts';
import { decideCommand, readCommand } from './decide/decide-command.ts';
import { decideFact, exceptionsOf, type FactDecision } from './decide/decide-fact.ts';
import { type Decision, type DecisionContext, refuse } from './decide/decision.ts';
import { answerOf, answerOfRepeat, orderOfCommand, rowsOf } from './answers.ts';
import { applyEvent } from './fold/apply-event.ts';
import { catalogueKey } from './fold/fold-store.ts';
import type { AdoptionJob, BoxJob, CommandJob, InternalJob } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import { orderIdOf } from './order-of-event.ts';
import type { State } from './state.ts';
import type { StoreClock } from './store-clock.ts';
import type { AdoptedEvent, BoxTables, RecordedCommand, StoreStorage } from './storage.ts';
import type { DeviceStreams } from './device-streams.ts';
import type { StateView } from './view.ts';

export interface GroupParts {
  state: State;
  ledger: Ledger;
  streams: DeviceStreams;
  view: StateView;
  clock: StoreClock;
  storage: StoreStorage;
  ids: IdSource;
  log: Log;
  appliance: { deviceId: string; incarnation: string };
  screensFor(stationId: string): boolean;
  mayLack(deviceId: string, lastN: number): boolean;
  arrived(deviceId: string): void;
  seenFurther(): unknown;
  numberMark(): string;
  /** Devices of the kind `importer` say when their orders happened: in the demo and in a replay, never in a real store. */
  importsHistory: boolean;
}

/** Under which place of which stream, and by whom, events are written. */
interface Writer {
  actor: string;
  deviceId: string;
  incarnation: string;
  n: number;
  /** When history is brought in, its own time and day; otherwise the store's. */
  past?: Past | null;
  /** Where an adopted event stands: in the history of its order, on the day on which it happened. */
  place?: { orderId: string | null; businessDate: string };
}

/** The time of a fact that happened before it came here. */
interface Past {
  occurredAt: string;
  businessDate: string;
}

/**
 * Decides jobs one after the other, each seeing what those before it did, and writes nothing: rows, records and changed state are
 * held until `write` puts them into one transaction. What a refused or failed command had begun is taken back at once, so a
 * neighbour never notices; that is the savepoint, kept in memory.
 */
export class Group {
  readonly #parts: GroupParts;
  readonly #records = new Map<string, RecordedCommand>();
  readonly #boxWrites: ((box: BoxTables) => void)[] = [];
  readonly #adopted = new Map<string, AdoptedEvent>();

  readonly #looksUpEveryId: boolean;

  constructor(parts: GroupParts, { looksUpEveryId }: { looksUpEveryId: boolean }) {
    this.#parts = parts;
    this.#looksUpEveryId = looksUpEveryId;
  }

  get hasChanges(): boolean {
    return this.#records.size > 0 || this.#boxWrites.length > 0 || this.#parts.ledger.rows.length > 0;
  }

  decideCommand({ command }: CommandJob): CommandOutcome {
    return this.#pass(command, () => {
      this.#parts.clock.observe(command.envelope.sentAt);
      return this.#attempt(command);
    });
  }

  /** Records a command as refused because what it leads to cannot be written. */
  refuseCommand({ command }: CommandJob): CommandOutcome {
    return this.#pass(command, () => refuse('command_failed').refusal);
  }

  #pass(command: SubmittedCommand, attempt: () => Refusal | null): CommandOutcome {
    const { state, streams, storage, ledger } = this.#parts;
    const { envelope, deviceId, correlationId } = command;
    // The next command of a stream is a new one; should its id have been used elsewhere, its record cannot be inserted, and the
    // group is decided again with every id looked up.
    const find = (commandId: string, isNext: boolean): RecordedCommand | null =>
      this.#records.get(commandId) ?? (isNext && !this.#looksUpEveryId ? null : storage.commands.find(commandId));
    const passage = passGate(command, {
      find,
      streams,
      device: (id) => state.devices.get(id),
      adopted: (device, incarnation, n) => this.#adoptedCommand(device, incarnation, n),
      mayLack: (device, lastN) => this.#parts.mayLack(device, lastN),
    });
    if (passage.type === 'problem') {
      if (passage.isFurther) this.#parts.seenFurther();
      return { problem: passage.problem };
    }
    if (passage.type === 'repeat') return { answer: answerOfRepeat(passage.record, envelope, this.#parts) };
    if (passage.type === 'adopted') return { answer: this.#answerOfAdopted(command, passage.seq) };

    this.#parts.arrived(deviceId);
    const mark = ledger.mark();
    const refusal = attempt();
    const { commandId, incarnation, n } = envelope;
    const rows = rowsOf({ deviceId, incarnation, n }, ledger.rows.slice(mark));
    streams.advance(deviceId, incarnation, n);
    streams.acceptCommand();
    const { epoch, seq } = ledger.tip;
    this.#records.set(commandId, {
      commandId,
      deviceId,
      incarnation,
      n,
      bodyHash: passage.bodyHash,
      seq,
      refusal,
      correlationId,
    });
    return {
      answer: answerOf({
        commandId,
        epoch,
        seq,
        refusal,
        repeated: false,
        order: orderOfCommand(envelope, state),
        rows,
      }),
    };
  }

  #adoptedCommand(deviceId: string, incarnation: string, n: number): { seq: number | null } | null {
    const now = [...this.#adopted.values()].filter(
      (one) => one.deviceId === deviceId && one.incarnation === incarnation,
    );
    const before = this.#parts.storage.commands.adoptedCommand(deviceId, incarnation, n);
    const seq = now.findLast((one) => one.n === n)?.seq ?? before.seq;
    return n <= Math.max(before.throughN, ...now.map((one) => one.n)) ? { seq } : null;
  }

  /** A command that the history that was lost has answered: accepted if it led to something there, refused otherwise. */
  #answerOfAdopted({ envelope, deviceId, correlationId }: SubmittedCommand, seq: number | null): CommandAnswer {
    const { commandId, incarnation, n } = envelope;
    const refusal = seq === null ? refuse('refused_before').refusal : null;
    const record = { commandId, deviceId, incarnation, n, bodyHash: bodyHashOf(envelope), refusal, correlationId };
    const told = { ...record, seq: seq ?? this.#parts.ledger.tip.seq };
    this.#records.set(commandId, told);
    return answerOfRepeat(told, envelope, this.#parts);
  }

  #decided(deviceId: string, incarnation: string): ReadonlySet<number> {
    const inGroup = [...this.#records.values()]
      .filter((record) => record.deviceId === deviceId && record.incarnation === incarnation)
      .map(({ n }) => n);
    return new Set([...this.#parts.storage.commands.answered(deviceId, incarnation), ...inGroup]);
  }

  /** Events that this history lost: see `adoptRows`. */
  decideAdoption({ rows, from }: AdoptionJob): { count: number } {
    const { appliance, ledger, state, streams, storage } = this.#parts;
    const mark = ledger.mark();
    const before = new Map(this.#adopted);
    try {
      const count = adoptRows(
        {
          state,
          ledger,
          streams,
          storage,
          decided: (deviceId, incarnation) => this.#decided(deviceId, incarnation),
          adopted: this.#adopted,
          append: (payload) => {
            const n = streams.lastN(appliance.deviceId, appliance.incarnation) + 1;
            const step = ledger.mark();
            try {
              const { orderId, businessDate } = payload.row;
              const stored = this.#appendOne(
                { type: 'epoch.event_adopted', payload },
                { ...appliance, actor: systemActorId, n, place: { orderId, businessDate } },
              );
              streams.advance(appliance.deviceId, appliance.incarnation, n);
              state.acceptCommand();
              return stored;
            } catch (error) {
              ledger.rewind(step);
              throw error;
            }
          },
          takeBack: () => state.dropCommand(),
        },
        rows,
        from,
      );
      streams.acceptCommand();
      state.acceptCommand();
      return { count };
    } catch (error) {
      this.#adopted.clear();
      for (const [id, adopted] of before) this.#adopted.set(id, adopted);
      this.#takeBack(mark);
      throw error;
    }
  }

  /** Null when it was accepted and applied. */
  #attempt(command: SubmittedCommand): Refusal | null {
    const { ledger, state, log } = this.#parts;
    const mark = ledger.mark();
    try {
      const refusal = this.#apply(command);
      if (refusal === null) state.acceptCommand();
      else this.#takeBack(mark);
      return refusal;
    } catch (error) {
      // A broken invariant is the program's fault, not the device's: its stream must go on, so this is recorded as refused.
      this.#takeBack(mark);
      // Nor the device's: what was read is not what was written. No answer may rest on it.
      if (isDamage(error)) throw error;
      const { commandId, type } = command.envelope;
      log.error(
        { err: error, commandId, type, correlationId: command.correlationId },
        'a command could not be decided',
      );
      return refuse('command_failed').refusal;
    }
  }

  #apply(command: SubmittedCommand): Refusal | null {
    const { envelope, deviceId } = command;
    const read = readCommand(envelope.type, envelope.payload);
    if (read.type === 'refusal') return read.refusal;
    const past = this.#pastOf(command);
    const context = this.#contextOf(command, past);
    const writer: Writer = {
      actor: this.#actorName(command),
      deviceId,
      incarnation: envelope.incarnation,
      n: envelope.n,
      past,
    };
    if (envelope.fact !== undefined) return this.#recordFact(command, read.command, envelope.fact, writer);
    const sells = envelope.type.startsWith('order.') || envelope.type.startsWith('cash.');
    if (sells && past === null) this.#rollDayIfDue(writer);
    const decision = decideCommand(read.command, context);
    if (decision.type === 'refusal') return decision.refusal;
    this.#append(decision, writer);
    return null;
  }

  /** What happened at a till on its own (DESIGN rule 3): written down under its own time and day, with what does not fit. */
  #recordFact(command: SubmittedCommand, said: StoreCommand, fact: Fact, writer: Writer): Refusal | null {
    const { view, ids } = this.#parts;
    if (view.businessDate === '' || fact.businessDate > view.businessDate) this.#rollDayIfDue(writer);
    const decision = decideFact(said, fact, this.#contextOf(command, null));
    if (decision.type === 'refusal') return decision.refusal;
    for (const event of decision.events) {
      this.#appendOne(event, { ...writer, past: decision.past });
      for (const paper of paperFor(event, view, view.index()))
        if (isPrintedLate(paper, decision)) this.#queuePaper(paper, writer);
    }
    for (const event of decision.alsoEvents) this.#appendOne(event, writer);
    const { type: commandType } = command.envelope;
    const { cashSessionId } = fact;
    const { deviceId, actor: staffId } = writer;
    const about = { view, commandType, deviceId, staffId, cashSessionId, newId: () => ids.next() };
    for (const event of exceptionsOf(decision, about)) this.#appendOne(event, writer);
    return null;
  }

  #append({ events, papers }: Extract<Decision, { type: 'events' }>, writer: Writer): void {
    const { view } = this.#parts;
    for (const event of events) {
      this.#appendOne(event, writer);
      // What happened long ago is not printed today.
      if (writer.past) continue;
      for (const paper of paperFor(event, view, view.index())) this.#queuePaper(paper, writer);
    }
    for (const paper of papers) this.#queuePaper(paper, writer);
  }

  #queuePaper(paper: PaperRequest, writer: Writer): void {
    this.#appendOne({ type: 'print.queued', payload: { jobId: this.#parts.ids.next(), ...paper } }, writer);
  }

  #appendOne(event: StoreJournalEvent, writer: Writer): StoredEvent {
    const { ledger, state, view } = this.#parts;
    const { past, place: adopted, ...place } = writer;
    const opened = ledger.epochToOpen;
    if (opened !== null) this.#openEpoch(opened);
    const today = event.type === 'day.opened' ? event.payload.businessDate : view.businessDate || view.calendarDate;
    const stored = ledger.append({
      ...place,
      type: event.type,
      payload: event.payload,
      orderId: adopted === undefined ? orderIdOf(event, state) : adopted.orderId,
      occurredAt: past?.occurredAt ?? this.#now(),
      businessDate: adopted?.businessDate ?? past?.businessDate ?? today,
    });
    applyEvent(state, stored);
    return stored;
  }

  /** What the appliance says by itself before anything else is said. */
  #openEpoch(payload: { parent: HistoryPosition }): void {
    const { ledger, appliance, view, state, streams } = this.#parts;
    const n = streams.lastN(appliance.deviceId, appliance.incarnation) + 1;
    const stored = ledger.append({
      ...appliance,
      actor: systemActorId,
      n,
      type: 'epoch.opened',
      payload,
      orderId: null,
      occurredAt: this.#now(),
      businessDate: view.businessDate || view.calendarDate,
    });
    streams.advance(appliance.deviceId, appliance.incarnation, n);
    applyEvent(state, stored);
  }

  /**
   * The first business day opens by itself, and so does the next one when nothing of the old one is open; otherwise a person
   * ends the day (DESIGN rule 10).
   */
  #rollDayIfDue(writer: Writer): void {
    const { state, view } = this.#parts;
    const { businessDate, openOrders, openCashSessions } = state.store;
    const first = businessDate === '';
    const due = first || (openOrders === 0 && openCashSessions === 0 && view.proposedBusinessDate !== null);
    if (!due) return;
    const previous = first ? null : businessDate;
    this.#appendOne(
      { type: 'day.opened', payload: { businessDate: view.calendarDate, previous } },
      { ...writer, actor: systemActorId },
    );
  }

  decideInternal({ decide, options }: InternalJob): InternalOutcome {
    const { appliance, ledger, state, streams, view } = this.#parts;
    const mark = ledger.mark();
    const n = streams.lastN(appliance.deviceId, appliance.incarnation) + 1;
    try {
      const events = decide(view);
      const writer: Writer = { ...appliance, actor: options.actor ?? systemActorId, n };
      for (const event of events) this.#appendOne(event, writer);
      if (events.length > 0) streams.advance(appliance.deviceId, appliance.incarnation, n);
      streams.acceptCommand();
      state.acceptCommand();
      if (options.alsoWrite !== undefined) this.#boxWrites.push(options.alsoWrite);
      return { seq: events.length === 0 ? null : ledger.tip.seq };
    } catch (error) {
      this.#takeBack(mark);
      throw error;
    }
  }

  /** Ends an idle day: what `#rollDayIfDue` does for the first command of the next one, without waiting for it. */
  static dayRollDue(state: State, view: StateView): boolean {
    const { businessDate, openOrders, openCashSessions } = state.store;
    return businessDate !== '' && openOrders === 0 && openCashSessions === 0 && view.proposedBusinessDate !== null;
  }

  addBoxWrite({ write }: BoxJob): void {
    this.#boxWrites.push(write);
  }

  /** Called inside the transaction. */
  write(): void {
    const { storage, ledger, state, streams } = this.#parts;
    if (ledger.rows.length > 0) storage.journal.append(ledger.rows);
    for (const record of this.#records.values()) storage.commands.insert(record);
    for (const adopted of this.#adopted.values()) storage.commands.insertAdopted(adopted);
    for (const position of streams.changes()) storage.commands.saveStream(position);
    storage.projections.write(state.changes());
    for (const write of this.#boxWrites) write(storage.box);
  }

  #takeBack(mark: number): void {
    const { ledger, state, streams, view } = this.#parts;
    const revision = state.store.catalogueRevision;
    ledger.rewind(mark);
    state.dropCommand();
    streams.dropCommand();
    if (state.store.catalogueRevision !== revision) view.forgetCatalogue();
  }

  #now(): string {
    return this.#parts.clock.timestamp(this.#parts.view.index().settings.timeZone);
  }

  /** Set for a device that brings history in, where that is allowed. */
  #pastOf({ deviceId, envelope }: SubmittedCommand): Past | null {
    const { importsHistory, state, view } = this.#parts;
    if (!importsHistory || state.devices.get(deviceId)?.kind !== 'importer') return null;
    const { timeZone, dayCutOff } = view.index().settings;
    const atMs = parseTimestamp(envelope.sentAt);
    return { occurredAt: formatTimestamp(atMs, timeZone), businessDate: businessDateAt(atMs, timeZone, dayCutOff) };
  }

  #contextOf({ deviceId, staffId, approvedBy, envelope }: SubmittedCommand, past: Past | null): DecisionContext {
    const { view, state, ids, screensFor } = this.#parts;
    return {
      view,
      now: past?.occurredAt ?? this.#now(),
      businessDate: past?.businessDate ?? view.businessDate,
      history: past === null ? null : { number: `H${envelope.n}` },
      numberMark: this.#parts.numberMark(),
      deviceId,
      actor: this.#actor(staffId),
      approver: this.#actor(approvedBy),
      newId: () => ids.next(),
      screensFor,
      hasReceipt: (orderId) => this.#hasReceipt(orderId),
      nextZNumber: () => state.store.zCount + 1,
      previousGrandTotalMinor: () => state.store.grandTotalMinor,
      revOf: (entity, id) => state.catalogue.get(catalogueKey(entity, id))?.rev ?? 0,
    };
  }

  #actor(staffId: string | null): Actor | null {
    return staffId === null ? null : this.#parts.view.actor(staffId);
  }

  /** What the journal names as the actor. An importer's work is told apart from a person's, whoever signed in at it. */
  #actorName({ deviceId, staffId }: SubmittedCommand): string {
    const device = this.#parts.state.devices.get(deviceId);
    if (device?.kind === 'importer') return `import:${device.name}`.slice(0, 80);
    return staffId ?? systemActorId;
  }

  #hasReceipt(orderId: string): boolean {
    const { ledger, storage } = this.#parts;
    const isReceipt = (type: string, payload: Record<string, unknown>): boolean =>
      type === 'print.queued' && (payload['subject'] as { type?: unknown } | undefined)?.type === 'receipt';
    if (ledger.events.some((event) => event.orderId === orderId && isReceipt(event.type, event.payload))) return true;
    return storage.journal
      .rowsOfOrder(orderId, ledger.head.seq)
      .some(
        (row) => row.type === 'print.queued' && isReceipt(row.type, JSON.parse(row.bytes) as Record<string, unknown>),
      );
  }
}

/** No drawer springs open for cash that lies in it already, and no guest waits for the receipt of an hour ago. */
function isPrintedLate({ document }: PaperRequest, { isAtHand, isFresh }: FactDecision): boolean {
  if (document === 'drawer-kick') return isAtHand;
  return isFresh || document !== 'receipt';
}
