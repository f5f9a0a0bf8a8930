import type { ShapeErrors } from './table-log.ts';

/** The request cannot be answered, however often it is asked. */
export class ShapeRefused extends Error {
  override readonly name = 'ShapeRefused';
  readonly code = 'shape_refused';
  /** By the field of the request. */
  readonly errors: ShapeErrors;

  constructor(errors: ShapeErrors) {
    super('Invalid request');
    this.errors = errors;
  }
}

/** The same request may be answered later. */
export class ShapeUnavailable extends Error {
  override readonly name = 'ShapeUnavailable';
  readonly code = 'shape_unavailable';
  readonly retryAfterSeconds: number;

  constructor(sentence: string, retryAfterSeconds: number, cause?: unknown) {
    super(sentence, { cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
