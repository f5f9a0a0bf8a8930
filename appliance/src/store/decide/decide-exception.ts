import type { ExceptionCommand } from '@auraconnect/shared/facts/exception.ts';
import { settleException } from '@auraconnect/shared/facts/settle-exception.ts';
import type { SignedInContext } from './decide-command.ts';
import { accept, type Decision } from './decision.ts';

export function decideException(command: ExceptionCommand, context: SignedInContext): Decision {
  const { view, now, actor, approver, deviceId, newId, screensFor } = context;
  const { exceptionId } = command.payload;
  const exception = view.openExceptions().find((one) => one.exceptionId === exceptionId) ?? null;
  const orderId = exception?.orderId ?? null;
  const decision = settleException(command, {
    exception,
    order: orderId === null ? null : view.order(orderId),
    index: view.index(),
    now,
    actor,
    approver,
    deviceId,
    cashSession: view.openCashSessionOf(deviceId),
    newId,
    screensFor,
    supplement: (sessionId) => view.supplementOf(sessionId, actor.staffId),
  });
  return decision.type === 'refusal' ? decision : accept(decision.events);
}
