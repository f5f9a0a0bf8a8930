export declare const projectRoot: any;
export interface ProgramSpec {
    name: string;
    /** From the project's root. */
    entry: string;
    env: Record<string, string>;
    /** Answers 200 once the program serves. */
    healthUrl: string;
    logFile: string;
    /** How long the first start may take; creating a database is slow on a small machine. */
    startTimeoutMs?: number;
}
/** A program that did not start, with the sentence it printed. */
export declare class ProgramFault extends Error {
    readonly name = "ProgramFault";
    readonly code = "program_did_not_start";
}
/** One of our programs as a real process. `kill` is the power cut of a process; `stop` lets it finish what it has. */
export declare class Program {
    #private;
    readonly spec: ProgramSpec;
    constructor(spec: ProgramSpec);
    get running(): boolean;
    get pid(): number | undefined;
    start(): Promise<void>;
    /** Resolves when the process is gone, however it went. */
    ended(): Promise<void>;
    stop(patienceMs?: number): Promise<void>;
    kill(): Promise<void>;
}
