/**
 * Why paper does not come out, or why nobody knows whether it did. Stable: every screen has its own words for each, and events keep
 * the code beside the sentence. The first ones are the printer drivers' own; the rest are the appliance's.
 */
export const paperProblemCodes = [
  'unreachable',
  'no-answer',
  /** Another program has it. */
  'in-use',
  'paper-out',
  'cover-open',
  'printer-error',
  'offline',
  'connection-lost',
  'stalled',
  'not-confirmed',
  'cancelled',
  'closed',
  /** The program, or the power, went while its bytes were leaving. */
  'appliance-stopped',
  /** The box was set up anew from a copy that does not know what came out since. */
  'brought-back',
  /** Nobody stands at the drawer any more. */
  'too-late-to-kick',
  'printer-removed',
  /** What it is about does not exist any more. */
  'nothing-to-print',
  'cannot-be-drawn',
  /** This printer's language has no way to say it. */
  'cannot-be-said',
  /** A person moved it to the printer that stands in. */
  'moved-by-hand',
] as const;
export type PaperProblemCode = (typeof paperProblemCodes)[number];

export interface PaperProblem {
  code: PaperProblemCode;
  /** One sentence for staff, in English; screens say the code in their own words. */
  reason: string;
}

/** The code of an event or of an appliance that may be newer than this screen; null: it has none that is known here. */
export function paperProblemCode(code: string | null | undefined): PaperProblemCode | null {
  return paperProblemCodes.find((known) => known === code) ?? null;
}
