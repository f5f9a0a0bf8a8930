import { readable } from './sighting.ts';

/**
 * Star's network cards answer on UDP port 22222 (Star Discovery Protocol; the card's manual IFBD-HE07 names it). The layout of question and
 * answer is what people recorded of Star's own program: fixed fields padded with zeros.
 */
export const starPort = 22_222;

const magic = 'STR_BCAST';
const answerBytes = 302;
const fields = { card: [36, 16], model: [204, 64] } as const;

export const starQuestion: Uint8Array = (() => {
  const bytes = new Uint8Array(28);
  const put = (value: string, at: number): void => bytes.set(new TextEncoder().encode(value), at);
  put(magic, 0);
  put('RQ1.0.0', 16);
  // Its own length, then what every recorded question ends with.
  bytes.set([0, bytes.length, 0x64, 0x31], 24);
  return bytes;
})();

/** The model out of an answer: '' when it tells none, null when this is no answer of a Star card. */
export function readStarAnswer(bytes: Uint8Array): string | null {
  const field = (at: number, length: number): string => {
    const cut = bytes.subarray(at, at + length);
    const end = cut.indexOf(0);
    return new TextDecoder('latin1').decode(end === -1 ? cut : cut.subarray(0, end));
  };
  // Everybody on the network hears the question; only an answer has RS.
  if (bytes.length < answerBytes || field(0, 16) !== magic || !field(16, 8).startsWith('RS')) return null;
  const model = readable(field(...fields.model)) ?? readable(field(...fields.card));
  return model ?? '';
}
