/**
 * The form of every command and message on the LAN and to the cloud. Raise it when one of their schemas changes in a way that
 * an older machine cannot read; a test holds the recorded schemas to it.
 */
export const protocolVersion = 1;
