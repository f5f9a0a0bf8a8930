import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { Order } from '@auraconnect/shared/order/order.ts';
import type { CommandAnswer, CommandEnvelope, Refusal } from '@auraconnect/shared/protocol/command.ts';
import { foldOrder } from './state-source.ts';
import { epochAt } from './lineage.ts';
import type { State } from './state.ts';
import type { RecordedCommand, StoreStorage } from './storage.ts';
import type { Ledger } from './ledger.ts';

export interface AnswerParts {
  commandId: string;
  epoch: string;
  seq: number;
  refusal: Refusal | null;
  repeated: boolean;
  order: Order | null;
  rows: readonly JournalRow[];
}

export function answerOf({ commandId, epoch, seq, refusal, repeated, order, rows }: AnswerParts): CommandAnswer {
  return refusal === null
    ? { commandId, status: 'accepted', epoch, seq, repeated, order, rows }
    : { commandId, status: 'refused', repeated, refusal, order };
}

const orderIdOfCommand = ({ payload }: CommandEnvelope): string | null => {
  const orderId = payload['orderId'];
  return typeof orderId === 'string' ? orderId : null;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function orderOfCommand(envelope: CommandEnvelope, state: State): Order | null {
  const orderId = orderIdOfCommand(envelope);
  return orderId === null || !uuid.test(orderId) ? null : state.orders.get(orderId);
}

/** The first answer again, with the order as it was then: folded up to the seq that the record holds. */
export function answerOfRepeat(
  record: RecordedCommand,
  envelope: CommandEnvelope,
  { storage, ledger, state }: { storage: Pick<StoreStorage, 'journal'>; ledger: Ledger; state: State },
): CommandAnswer {
  const { commandId, seq, refusal } = record;
  const orderId = orderIdOfCommand(envelope);
  let order: Order | null = null;
  const isOfThisGroup = seq > ledger.head.seq;
  const epoch = isOfThisGroup ? ledger.tip.epoch : epochAt(storage.journal.epochs(), seq);
  if (orderId !== null && uuid.test(orderId)) {
    order = isOfThisGroup
      ? state.orders.get(orderId)
      : foldOrder(storage.journal.rowsOfOrder(orderId, seq)).orders.get(orderId);
  }
  const rows =
    refusal !== null ? [] : isOfThisGroup ? rowsOf(record, ledger.rows) : storedRowsOf(record, storage.journal);
  return answerOf({ commandId, epoch, seq, refusal, repeated: true, order, rows });
}

type Place = Pick<RecordedCommand, 'deviceId' | 'incarnation' | 'n' | 'seq'>;

/** Those that one command led to. */
export const rowsOf = ({ deviceId, incarnation, n }: Omit<Place, 'seq'>, rows: readonly JournalRow[]): JournalRow[] =>
  rows.filter((row) => row.device === deviceId && row.incarnation === incarnation && row.n === n);

const rowsPerLook = 32;

/** They stand one behind the other, up to the seq that the record names. */
function storedRowsOf(place: Place, journal: Pick<StoreStorage['journal'], 'rows'>): JournalRow[] {
  const found: JournalRow[] = [];
  for (let through = place.seq; through > 0; through -= rowsPerLook) {
    const look = journal.rows(Math.max(0, through - rowsPerLook), Math.min(rowsPerLook, through));
    const own = rowsOf(place, look);
    found.unshift(...own);
    if (own.length < look.length) break;
  }
  return found;
}
