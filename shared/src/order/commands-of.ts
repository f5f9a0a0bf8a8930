import type { OrderCommand, OrderCommandType } from './commands.ts';

export type PayloadOf<T extends OrderCommandType> = Extract<OrderCommand, { type: T }>['payload'];
