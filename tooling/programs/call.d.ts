/** A program answered with a problem document, or with nothing that can be read. */
export declare class CallFailed extends Error {
    readonly name = "CallFailed";
    readonly code: string;
    readonly status: number;
    constructor(code: string, status: number, message: string);
}
export interface CallOptions {
    method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
    /** Device key or access token. */
    token?: string;
    staffToken?: string;
    body?: unknown;
}
/** One JSON request to one of our programs. @throws CallFailed with the sentence of its problem document. */
export declare function call<T>(url: string, { method, token, staffToken, body }?: CallOptions): Promise<T>;
