import type { ExceptionEvent } from '@auraconnect/shared/facts/exception.ts';
import type { State } from '../state.ts';
import type { FoldContext } from './fold-context.ts';

/** What waits for a person. What was settled is in the journal and nowhere else. */
export function foldExceptionEvent(state: State, event: ExceptionEvent, context: FoldContext): void {
  const open = state.store.openExceptions ?? [];
  const { exceptionId } = event.payload;
  const openExceptions =
    event.type === 'exception.raised'
      ? [...open, { ...event.payload, raisedAt: context.occurredAt }]
      : open.filter((exception) => exception.exceptionId !== exceptionId);
  state.changeStore({ openExceptions, exceptionSeq: context.seq });
}
