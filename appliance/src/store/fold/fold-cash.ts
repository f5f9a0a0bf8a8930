import type { CashEvent } from '@auraconnect/shared/cash/cash.ts';
import { evolveCash, noCashSession } from '@auraconnect/shared/cash/evolve.ts';
import type { State } from '../state.ts';
import type { FoldContext } from './fold-context.ts';

export function foldCashEvent(state: State, event: CashEvent, context: FoldContext): void {
  const { sessionId } = event.payload;
  const known = state.cashSessions.get(sessionId) ?? {
    session: noCashSession(sessionId),
    openedSeq: context.seq,
    report: null,
  };
  const report = event.type === 'cash.session_closed' ? event.payload.report : known.report;
  state.cashSessions.set(sessionId, { ...known, report, session: evolveCash(known.session, event, context) });
  if (event.type === 'cash.session_opened') {
    state.drawers.set(event.payload.deviceId, sessionId);
    state.changeStore({ openCashSessions: state.store.openCashSessions + 1 });
  } else if (event.type === 'cash.session_closed') {
    state.drawers.set(known.session.deviceId, null);
    const { zNumber, grandTotalMinor } = event.payload.report;
    const { openCashSessions, zCount } = state.store;
    state.changeStore({ openCashSessions: openCashSessions - 1, zCount: zNumber ?? zCount, grandTotalMinor });
  } else if (event.type === 'cash.supplement_filed') {
    state.changeStore({ grandTotalMinor: event.payload.report.grandTotalMinor });
  }
}
