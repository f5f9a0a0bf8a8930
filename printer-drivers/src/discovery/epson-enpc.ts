import { readable } from './sighting.ts';

/**
 * Epson's network cards answer questions on UDP port 3289 (ENPC). There is no public specification: the questions and answers here are
 * those that people recorded between Epson's own program and a TM-T88V (escpos-php issue 923) and a network card's address question.
 */
export const enpcPort = 3289;

const header = 14;
const text = (value: string): number[] => [...value].map((character) => character.charCodeAt(0));

/** "Which printer are you?" and "what is your address and name?": cards answer one or both. */
export const enpcQuestions: readonly Uint8Array[] = [
  Uint8Array.from([...text('EPSONQ'), 3, 0, 0, 0, 0x10, 0, 0, 0, 0, 0]),
  Uint8Array.from([...text('EPSONQ'), 3, 0, 0, 1, 0, 0, 0, 0]),
];

/** Where the name stands in the answer to each question. */
const nameAt = { printer: 19, card: 56 } as const;
const cardAnswerBytes = 184;

/** The printer's name out of an answer: '' when it tells none, null when this is no answer of an Epson card. */
export function readEnpcAnswer(bytes: Uint8Array): string | null {
  if (bytes.length < header || !text('EPSONq').every((byte, index) => bytes[index] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header + view.getUint16(12) > bytes.length) return null;
  const isCard = view.getUint16(8) === 1 || bytes.length >= cardAnswerBytes;
  const from = isCard ? nameAt.card : nameAt.printer;
  const rest = bytes.subarray(from);
  const end = rest.indexOf(0);
  const name = new TextDecoder('latin1').decode(end === -1 ? rest : rest.subarray(0, end));
  return readable(name) ?? '';
}
