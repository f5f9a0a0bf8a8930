export type JournalFaultCode = 'not_canonical_json' | 'unreadable_bytes';

const sentences: Record<JournalFaultCode, string> = {
  not_canonical_json: 'Something that happened could not be written down. Nothing was changed.',
  unreadable_bytes: 'An entry of the journal cannot be read. Nothing was lost; please call support.',
};

/** Data that the journal must not hold, or bytes in it that are no JSON. `detail` is for the log and never holds values. */
export class JournalFault extends Error {
  readonly code: JournalFaultCode;
  readonly sentence: string;

  constructor(code: JournalFaultCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'JournalFault';
    this.code = code;
    this.sentence = sentences[code];
  }
}
