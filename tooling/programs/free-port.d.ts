/** A TCP port that nobody listens on, below the range that outgoing connections use. */
export declare function freePort(host?: string): Promise<number>;
export declare function portIsFree(port: number, host?: string): Promise<boolean>;
