import { decideCash } from '@auraconnect/shared/cash/decide.ts';
import { noCashSession } from '@auraconnect/shared/cash/evolve.ts';
import { type CashCommand, cashCommands } from '@auraconnect/shared/cash/cash.ts';
import { type ExceptionCommand, exceptionCommands } from '@auraconnect/shared/facts/exception.ts';
import { decideKitchen } from '@auraconnect/shared/kitchen/decide.ts';
import { type KitchenCommand, kitchenCommands, type Ticket } from '@auraconnect/shared/kitchen/ticket.ts';
import { type MenuCommand, menuCommands } from '@auraconnect/shared/menu/commands.ts';
import { checkNumberPrefix, isCheckNumberOf } from '@auraconnect/shared/order/check-number.ts';
import { type OrderCommand, orderCommands } from '@auraconnect/shared/order/commands.ts';
import { decideOrder } from '@auraconnect/shared/order/decide.ts';
import { noOrder } from '@auraconnect/shared/order/evolve.ts';
import { type Actor, systemActorId } from '@auraconnect/shared/staff/actor.ts';
import { commandSchemas, type StoreCommand } from '@auraconnect/shared/protocol/command.ts';
import { cashReportPaper, receiptPaper } from '@auraconnect/shared/receipt/paper-for.ts';
import type { PrintCommand } from '@auraconnect/shared/receipt/print-commands.ts';
import type { z } from 'zod';
import { decideException } from './decide-exception.ts';
import { decideMenu } from './decide-menu.ts';
import { decidePrint } from './decide-print.ts';
import { accept, type Decision, type DecisionContext, refuse } from './decision.ts';

export type ReadCommand =
  | { type: 'command'; command: StoreCommand }
  | { type: 'refusal'; refusal: ReturnType<typeof refuse>['refusal'] };

/** A command's payload by its own schema. What cannot be read is refused like anything else, so that the device's stream goes on. */
export function readCommand(type: string, payload: Record<string, unknown>): ReadCommand {
  const schema: z.ZodType | undefined = Object.hasOwn(commandSchemas, type)
    ? commandSchemas[type as StoreCommand['type']]
    : undefined;
  if (schema === undefined) return refuse('command_unknown', { type: type.slice(0, 60) });
  const result = schema.safeParse(payload);
  if (result.success) return { type: 'command', command: { type, payload: result.data } as StoreCommand };
  const errors = result.error.issues
    .slice(0, 20)
    .map((issue) => ({ pointer: `/payload/${issue.path.map(String).join('/')}`, detail: issue.message }));
  return refuse('command_invalid', { errors });
}

const isOrder = (command: StoreCommand): command is OrderCommand => Object.hasOwn(orderCommands, command.type);
const isKitchen = (command: StoreCommand): command is KitchenCommand => Object.hasOwn(kitchenCommands, command.type);
const isCash = (command: StoreCommand): command is CashCommand => Object.hasOwn(cashCommands, command.type);
const isException = (command: StoreCommand): command is ExceptionCommand =>
  Object.hasOwn(exceptionCommands, command.type);
const isMenu = (command: StoreCommand): command is MenuCommand => Object.hasOwn(menuCommands, command.type);

/** Gives each command to the machine that knows its trade. */
export function decideCommand(command: StoreCommand, context: DecisionContext): Decision {
  if (isKitchen(command)) return decideKitchenCommand(command, context);
  if (context.actor === null) return refuse('sign_in_needed');
  const signedIn = { ...context, actor: context.actor };
  if (isOrder(command)) return decideOrderCommand(command, signedIn);
  if (isCash(command)) return decideCashCommand(command, signedIn);
  if (isMenu(command)) return decideMenu(command, signedIn);
  if (isException(command)) return decideException(command, signedIn);
  return decidePrint(command satisfies PrintCommand, signedIn);
}

export type SignedInContext = DecisionContext & { actor: NonNullable<DecisionContext['actor']> };

function decideOrderCommand(command: OrderCommand, context: SignedInContext): Decision {
  const { view, now, businessDate, history, numberMark, actor, approver, deviceId, newId, screensFor } = context;
  const { orderId } = command.payload;
  const decision = decideOrder(view.order(orderId) ?? noOrder(orderId), command, {
    index: view.index(),
    remaining: (itemId) => view.remaining(itemId),
    now,
    businessDate,
    actor,
    approver,
    deviceId,
    cashSession: view.openCashSessionOf(deviceId),
    newId,
    numberFor: (given) => {
      const ordinal = view.device(deviceId)?.ordinal ?? 0;
      const isOwn = given !== null && isCheckNumberOf(checkNumberPrefix(ordinal), given);
      return isOwn ? given : (history?.number ?? `${view.nextOrderNumber}${numberMark}`);
    },
    screensFor,
    fires: history === null,
  });
  if (decision.type === 'refusal') return decision;
  const { receiptPrinterId } = decision;
  const papers =
    receiptPrinterId === null ? [] : [receiptPaper(orderId, receiptPrinterId, context.hasReceipt(orderId))];
  return accept([...decision.events, ...decision.alsoEvents], papers);
}

/** Nobody signs in at a board with wet hands: the key that a manager gave the screen is enough for the kitchen's own work. */
const kitchenScreen: Actor = {
  staffId: systemActorId,
  permissions: new Set(['kitchen.work']),
  discountLimitPercent: '0',
};

function decideKitchenCommand(command: KitchenCommand, { view, deviceId, actor, approver }: DecisionContext): Decision {
  const worker = actor ?? (view.device(deviceId)?.kind === 'kds' ? kitchenScreen : null);
  const decision = decideKitchen(ticketsFor(command, view), command, { deviceId, actor: worker, approver });
  return decision.type === 'refusal' ? decision : accept(decision.events);
}

function ticketsFor({ type, payload }: KitchenCommand, view: DecisionContext['view']): Ticket[] {
  const ticketIds =
    type === 'kitchen.serve'
      ? (view.order(payload.orderId)?.tickets ?? []).map((ticket) => ticket.ticketId)
      : type === 'kitchen.acknowledge'
        ? payload.ticketIds
        : [payload.ticketId];
  return ticketIds.flatMap((ticketId) => view.ticket(ticketId) ?? []);
}

function decideCashCommand(command: CashCommand, context: SignedInContext): Decision {
  const { view, now, deviceId, actor, approver } = context;
  const { sessionId } = command.payload;
  const decision = decideCash(view.cashSession(sessionId) ?? noCashSession(sessionId), command, {
    now,
    deviceId,
    actor,
    approver,
    openSession: view.openCashSessionOf(deviceId),
    figures: () => ({
      orders: view.ordersOfSession(sessionId),
      previousGrandTotalMinor: context.previousGrandTotalMinor(),
      nextZNumber: context.nextZNumber(),
    }),
  });
  if (decision.type === 'refusal') return decision;
  const papers = decision.printXOf === null ? [] : cashReportPaper(decision.printXOf, 'x-report', view.index(), false);
  return accept(decision.events, papers);
}
