import type { CommandAnswer } from '@auraconnect/shared/protocol/command.ts';
import type { Command } from './order-commands.ts';
/** The store answered with something that no retry can mend. */
export declare class StoreSaidNo extends Error {
    readonly name = "StoreSaidNo";
    readonly code: string;
    constructor(code: string, message: string);
}
export interface TerminalIdentity {
    baseUrl: string;
    deviceToken: string;
    deviceId: string;
    incarnation: string;
    lastN: number;
    staffToken: string;
}
/**
 * One device of the store with its own contiguous stream of commands. What it has sent it sends again, byte for byte, until
 * the store answers: a lost reply or a killed appliance changes nothing.
 */
export declare class Terminal {
    #private;
    readonly identity: TerminalIdentity;
    constructor(identity: TerminalIdentity, newId: () => string, patienceMs?: number);
    /**
     * Sends commands in order and answers one answer each. @param sentAt RFC 3339 with offset.
     * Calls are queued: the stream of a device is contiguous, so one request is under way at a time.
     */
    send(commands: Command[], sentAt: string): Promise<CommandAnswer[]>;
}
