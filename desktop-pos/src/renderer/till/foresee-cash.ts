import type { CashCommand, CashSession } from '@auraconnect/shared/cash/cash.ts';
import type { KeptCommand } from '@auraconnect/shared/client/outbox-store.ts';

/**
 * The till's drawer session with what waits for an answer: a drawer that was opened while the appliance was away takes cash at
 * once, and one that was counted takes none any more. The figures of the day are the appliance's alone.
 */
export function foreseeCashSession(
  server: CashSession | null,
  pending: readonly KeptCommand[],
  { deviceId, businessDate }: { deviceId: string; businessDate: string },
): CashSession | null {
  let session = server;
  for (const envelope of pending) {
    const command = { type: envelope.type, payload: envelope.payload } as unknown as CashCommand;
    if (command.type === 'cash.open_session' && session?.status !== 'open') {
      session = {
        sessionId: command.payload.sessionId,
        deviceId,
        status: 'open',
        businessDate: (envelope.fact ?? envelope.foreseen)?.businessDate ?? businessDate,
        openedAt: envelope.sentAt,
        openedBy: '',
        floatMinor: command.payload.floatMinor,
        movements: [],
        noSales: [],
        cashSalesMinor: 0,
        cashTipsMinor: 0,
        cashRefundsMinor: 0,
        expectedMinor: command.payload.floatMinor,
        countedMinor: null,
        closedAt: null,
        closedBy: null,
        zNumber: null,
      };
    } else if (command.type === 'cash.close_session' && session?.sessionId === command.payload.sessionId) {
      session = { ...session, status: 'closed', countedMinor: command.payload.countedMinor };
    }
  }
  return session;
}
