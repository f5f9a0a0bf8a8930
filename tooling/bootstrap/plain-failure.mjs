/**
 * A failure that a person can put right: its message is the one sentence they read, and no stack
 * is printed with it.
 */
export class PlainFailure extends Error {
  /** @override */
  name = 'PlainFailure';

  /**
   * @param {string} sentence
   * @param {number} [exitStatus]
   */
  constructor(sentence, exitStatus = 1) {
    super(sentence);
    this.exitStatus = exitStatus;
  }
}
