import type { Fact } from '@auraconnect/shared/facts/fact.ts';
import { numberOpenedIn } from '@auraconnect/shared/facts/make-fact.ts';
import { orderCommands } from '@auraconnect/shared/order/commands.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';

/** The order that a command is about; null for what is about none. */
export function orderIdOf(envelope: CommandEnvelope): string | null {
  const { orderId } = envelope.payload;
  return envelope.type in orderCommands && typeof orderId === 'string' ? orderId : null;
}

/** The number that a waiting check was given, if it was. */
export function numberGivenIn({ fact }: CommandEnvelope): string[] {
  const number = fact === undefined ? null : numberOpenedIn(fact);
  return number === null || number === '' ? [] : [number];
}

export function isCash(envelope: CommandEnvelope): boolean {
  return envelope.type.startsWith('cash.');
}

/** Written by this till, by the machine that reads it. */
export function eventsOf(fact: Fact): OrderEvent[] {
  return fact.events as unknown as OrderEvent[];
}
