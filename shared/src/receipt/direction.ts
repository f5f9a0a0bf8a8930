/** Scripts that are written from right to left: Hebrew, Arabic and their neighbours, with their presentation forms. Figures are none of them. */
const rightToLeft =
  /[\u0590-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Languages whose usual script is one of these. */
const rightToLeftLanguages = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);
const rightToLeftScripts = /^(?:adlm|arab|hebr|nkoo|rohg|syrc|thaa)$/;
const firstLetter = /\p{L}/u;

export type Direction = 'ltr' | 'rtl';

/** The side a document is read from. What is not a locale at all is read from the left. */
export function directionOfLocale(locale: string): Direction {
  const [language = '', ...more] = locale.toLowerCase().split('-');
  const script = more.find((part) => part.length === 4);
  if (script !== undefined) return rightToLeftScripts.test(script) ? 'rtl' : 'ltr';
  return rightToLeftLanguages.has(language) ? 'rtl' : 'ltr';
}

/**
 * How one piece of text is read, by itself: nothing in a guest's name turns the figure beside it around. In a document
 * from the right a text with any letter of such a script is; elsewhere its first letter decides.
 */
export function directionOfText(text: string, document: Direction): Direction {
  if (!rightToLeft.test(text)) return 'ltr';
  if (document === 'rtl') return 'rtl';
  return rightToLeft.test(firstLetter.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr';
}
