import type { HelloRequest } from '@auraconnect/shared/protocol/sync.ts';
import type { Alarm, CursorPosition } from './store-journal.ts';

/** What a greeting gives away: a box that knows less than it once sent, or something else at the same place. */
export function doubtAbout(
  { epoch, durableSeq, headHash }: Pick<HelloRequest, 'epoch' | 'durableSeq' | 'headHash'>,
  cursor: CursorPosition,
): Alarm | null {
  if (cursor.seq > durableSeq) {
    return {
      code: 'store_behind',
      subject: `${epoch}:${durableSeq}`,
      message: `The store has lost its last ${cursor.seq - durableSeq} events, as after a restored backup. The cloud still has them.`,
      data: { epoch, cloudSeq: cursor.seq, storeSeq: durableSeq },
    };
  }
  if (cursor.seq > 0 && cursor.seq === durableSeq && cursor.hash !== headHash) {
    return {
      code: 'fork_detected',
      subject: `${epoch}:${cursor.seq}`,
      message:
        'Two boxes claim to be this store: they tell different histories from the same point on. Retire one of them.',
      data: { epoch, seq: cursor.seq },
    };
  }
  return null;
}
