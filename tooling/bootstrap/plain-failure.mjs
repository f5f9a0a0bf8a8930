/**
 * A failure that a person can put right: its message is the one sentence they read, and no stack
 * is printed with it.
 */
export class PlainFailure extends Error {
  name = 'PlainFailure';
}
