import { reasonFor } from '../../printer.ts';
import type { PrintProblemCode } from '../../printer.ts';
import type { Reader } from '../conversation.ts';
import type { AnsweredStatus } from '../tongue.ts';

/** What a Star printer says (Star Line Mode Command Specifications, appendix 2). */
export type StarReply =
  /** Automatic status: asked for by ESC ACK SOH, or sent when something changes. */
  | { readonly type: 'status'; readonly status: AnsweredStatus; readonly etbCounter: number | null }
  /** Answer to ESC GS ETX 1 n1 n2, when everything before it is printed. */
  | { readonly type: 'document-done'; readonly id: number };

const documentAnswer = [0x1b, 0x1d, 0x03, 0x01] as const;
const documentAnswerBytes = 8;
const minStatusBytes = 6;

/** The first byte of a status says how long it is: 0xxx xxx1 with bit 4 clear. */
const isHeader = (byte: number): boolean => (byte & 0x91) === 0x01;
const isBody = (byte: number): boolean => (byte & 0x91) === 0x00;
/** Printers of many functions say in the second byte that there are more. */
const statusLength = (first: number, second: number): number =>
  (((first >> 2) & 0x18) | ((first >> 1) & 0x07)) + ((second >> 6) & 0x02);

/** Reads the answers. Total: what is neither is passed over, byte by byte, so that one lost byte costs one answer. */
export class StarReplyReader implements Reader<StarReply> {
  #said: number[] = [];

  feed(bytes: Uint8Array): StarReply[] {
    const replies: StarReply[] = [];
    for (const byte of bytes) {
      this.#said.push(byte);
      for (let taken = this.#take(replies); taken; taken = this.#take(replies));
    }
    return replies;
  }

  /** Takes one answer, or one byte that begins none, off the front; false when more has to come. */
  #take(replies: StarReply[]): boolean {
    const [first, second] = this.#said;
    if (first === undefined) return false;
    if (first === documentAnswer[0]) return this.#takeDocumentAnswer(replies);
    if (!isHeader(first)) return this.#pass();
    if (second === undefined) return false;
    const length = statusLength(first, second);
    if (length < minStatusBytes || !this.#said.slice(2, length).every((byte) => isBody(byte))) return this.#pass();
    if (this.#said.length < length) return false;
    const status = this.#said.splice(0, length);
    replies.push({ type: 'status', status: statusOf(status), etbCounter: etbCounterOf(status[7]) });
    return true;
  }

  #takeDocumentAnswer(replies: StarReply[]): boolean {
    if (documentAnswer.some((wanted, index) => index < this.#said.length && this.#said[index] !== wanted))
      return this.#pass();
    if (this.#said.length < documentAnswerBytes) return false;
    const answer = this.#said.splice(0, documentAnswerBytes);
    replies.push({ type: 'document-done', id: answer[4]! * 256 + answer[5]! });
    return true;
  }

  #pass(): true {
    this.#said.shift();
    return true;
  }
}

/** Bits 6, 5, 3, 2 and 1: the others are fixed. */
function etbCounterOf(byte: number | undefined): number | null {
  return byte === undefined ? null : ((byte & 0x60) >> 2) | ((byte & 0x0e) >> 1);
}

function statusOf(bytes: readonly number[]): AnsweredStatus {
  const [, , printer = 0, errors = 0, moreErrors = 0, sensors = 0] = bytes;
  const online = (printer & 0x08) === 0;
  const coverOpen = (printer & 0x20) !== 0;
  const paperOut = (sensors & 0x08) !== 0;
  // Heat, a broken part, the cutter, the mechanism; a jam in the presenter.
  const error = (errors & 0x6c) !== 0 || (moreErrors & 0x04) !== 0;
  const code: PrintProblemCode | null = coverOpen
    ? 'cover-open'
    : paperOut
      ? 'paper-out'
      : error
        ? 'printer-error'
        : online
          ? null
          : 'offline';
  return {
    type: 'answered',
    online,
    paper: paperOut ? 'out' : (sensors & 0x06) === 0 ? 'ok' : 'near-end',
    cover: coverOpen ? 'open' : 'closed',
    error,
    // The compulsion switch closes when the drawer's own switch does: bit set is the pin pulled low.
    drawerPin: (printer & 0x04) === 0 ? 'high' : 'low',
    drawer: 'unknown',
    problem: code === null ? null : { code, reason: reasonFor(code) },
  };
}
