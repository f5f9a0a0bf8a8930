import { createHash } from 'node:crypto';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { Answer, Conversation } from '../conversation.ts';
import { harmless } from './raster-bytes.ts';
import type { PrinterReply } from './replies.ts';

/** GS ( L counts its bytes in two, ten of which are no dots. */
const mostDotBytes = 0xffff - 11;
const mostDots = 8192;
const firstKeyCharacter = 33;
const keyCharacters = 94;
/** What goes out at once: a slow line tells how far it is. */
const pieceBytes = 4096;

/** Two printable characters. */
type Key = readonly [number, number];
const nameOf = (key: Key): string => String.fromCharCode(...key);

/** Of the picture itself, so that the same logo has the same key in every program and after every start. */
function keyOf({ widthDots, heightDots, bits }: Bitmap): Key {
  const hash = createHash('sha256').update(`${widthDots}x${heightDots}`).update(bits).digest();
  return [firstKeyCharacter + (hash[0]! % keyCharacters), firstKeyCharacter + (hash[1]! % keyCharacters)];
}

/**
 * Pictures in the memory that a printer keeps without power (Epson's NV graphics): over a serial line a logo takes seconds on every
 * receipt, and its two characters none. A picture is kept before the first job that uses it and looked for on every new
 * connection, for the printer may be another one; its memory is worn by writing, so what it has is never written again.
 */
export class StoredPictures {
  readonly #wanted = new Map<string, { key: Key; bitmap: Bitmap }>();
  readonly #refused = new Set<string>();
  #isAsked = false;

  /** From now on a conversation sees to it that pictures are there before they are used. */
  begin(): void {
    this.#isAsked = true;
  }

  /** Bytes that print it from the printer's memory; null when its dots have to be sent. */
  bytesOf(bitmap: Bitmap): Uint8Array | null {
    if (!this.#isAsked || !fits(bitmap)) return null;
    const key = keyOf(bitmap);
    if (this.#refused.has(nameOf(key))) return null;
    this.#wanted.set(nameOf(key), { key, bitmap });
    return Uint8Array.from([0x1d, 0x28, 0x4c, 6, 0, 48, 69, ...key, 1, 1]);
  }

  /**
   * Keeps what is wanted and not there yet; no paper moves. A printer that does not say that it has it gets dots from now on.
   *
   * @param known names of pictures that this conversation has seen in the printer
   * @throws ChannelFault when the line breaks
   */
  async keep(
    conversation: Conversation<PrinterReply>,
    known: Set<string>,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Answer<true>> {
    const isMissing = (): boolean => [...this.#wanted.keys()].some((name) => !known.has(name));
    if (!isMissing()) return done;
    let answer = await this.#ask(conversation, known, timeoutMs, signal);
    if (answer.type === 'answer' && isMissing()) {
      for (const [name, { key, bitmap }] of this.#wanted)
        if (!known.has(name)) await writeInPieces(conversation, definition(key, bitmap));
      answer = await this.#ask(conversation, known, timeoutMs, signal);
    }
    if (answer.type === 'answer' && !isMissing()) return done;
    // A line that broke, or somebody who cancelled, says nothing about the printer.
    if (answer.type === 'lost' || answer.type === 'aborted') return answer;
    for (const name of this.#wanted.keys()) if (!known.has(name)) this.#refused.add(name);
    this.#wanted.clear();
    return { type: 'silence' };
  }

  /** GS ( L function 64: which keys it has. */
  async #ask(
    conversation: Conversation<PrinterReply>,
    known: Set<string>,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Promise<Answer<true>> {
    return conversation.ask(
      Uint8Array.of(0x1d, 0x28, 0x4c, 4, 0, 48, 64, 0x4b, 0x43),
      (reply) => {
        if (reply.type !== 'picture-keys') return undefined;
        for (const name of reply.keys) known.add(name);
        // Forty keys at most in one answer; the rest comes when it was taken note of.
        if (reply.more) void conversation.channel.write(Uint8Array.of(0x06)).catch(() => {});
        return reply.more ? undefined : true;
      },
      timeoutMs,
      signal,
    );
  }
}

const done: Answer<true> = { type: 'answer', value: true };

const fits = ({ widthDots, heightDots, bits }: Bitmap): boolean =>
  widthDots <= mostDots && heightDots <= mostDots && bits.length <= mostDotBytes;

/** GS ( L function 67: one colour, dots row by row. */
function definition(key: Key, { widthDots, heightDots, bits }: Bitmap): Uint8Array {
  const dots = Uint8Array.from(bits);
  harmless(dots);
  const size = [widthDots & 0xff, widthDots >> 8, heightDots & 0xff, heightDots >> 8];
  const parameters = [48, 67, 48, ...key, 1, ...size, 49];
  const length = parameters.length + dots.length;
  return Uint8Array.from([0x1d, 0x28, 0x4c, length & 0xff, length >> 8, ...parameters, ...dots]);
}

async function writeInPieces({ channel }: Conversation<PrinterReply>, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; from += pieceBytes)
    await channel.write(bytes.subarray(from, from + pieceBytes));
}
