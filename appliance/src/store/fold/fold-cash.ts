import type { CashEvent } from '@auraconnect/shared/cash/cash.ts';
import { evolveCash, noCashSession } from '@auraconnect/shared/cash/evolve.ts';
import type { State } from '../state.ts';
import type { FoldContext } from './fold-context.ts';

export function foldCashEvent(state: State, event: CashEvent, context: FoldContext): void {
  const { sessionId } = event.payload;
  const known = state.cashSessions.get(sessionId) ?? { session: noCashSession(sessionId), openedSeq: context.seq };
  state.cashSessions.set(sessionId, { ...known, session: evolveCash(known.session, event, context) });
  if (event.type === 'cash.session_opened') {
    state.changeStore({ openCashSessions: state.store.openCashSessions + 1 });
  } else if (event.type === 'cash.session_closed') {
    const { report } = event.payload;
    state.changeStore({
      openCashSessions: state.store.openCashSessions - 1,
      zCount: report.zNumber ?? state.store.zCount,
      grandTotalMinor: report.grandTotalMinor,
    });
  }
}
