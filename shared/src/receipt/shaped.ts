/**
 * Scripts whose letters join, stack or change places, so that a text is drawn as one and not letter by letter into cells:
 * Hebrew to Mongolian, but Hangul's letters, with presentation forms and what lies beyond the first plane. Arabic figures stand in columns as all figures do.
 */
const shapedLetters =
  /[\u0590-\u065f\u066d-\u06ef\u06fa-\u10ff\u1200-\u1cff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{11000}-\u{11fff}\u{1e800}-\u{1efff}]/u;

export function isShaped(text: string): boolean {
  return shapedLetters.test(text);
}
