import { directionOfText } from './direction.ts';
import { textWidth } from './width.ts';
import type { WrappedPiece } from './wrap.ts';

const number = String.raw`\p{Nd}(?:[\p{Nd}.,\u066b\u066c]*\p{Nd})?`;
/** A minus before a figure that nothing is written before. */
const negativeFigure = new RegExp(String.raw`(?<![\p{L}\p{N}.,/\-])[-\u2212]${number}`, 'u');
const onlyNegativeFigure = new RegExp(String.raw`^[-\u2212]${number}$`, 'u');
/** An amount with a currency behind it that is not written from the right: `-2.50 ₪`, `٢٫٥٠ E£`. */
const amountOfMoney = new RegExp(String.raw`^([-\u2212]?${number})( )(\p{L}*\p{Sc})$`, 'u');
const arabicFigure = /[\u0660-\u0669]/u;

/**
 * A piece of a document that is read from the right, with its negative figures and amounts of money apart. In one run with the
 * letters of a currency (`-2,50 د.م.`) a minus would go to the wrong side of its figure, since the marks that `Intl` holds it by
 * are no ink. Where it belongs is what Unicode's CLDR says: left of most figures, and right of those from ٠ to ٩.
 */
export function withFiguresApart(piece: WrappedPiece): WrappedPiece[] {
  const pieces = partsOf(piece.text).map((text) => ({ text, width: textWidth(text) }));
  // A mark that sits on a figure would stand alone in a piece of its own.
  return pieces.reduce((sum, { width }) => sum + width, 0) === piece.width ? pieces : [piece];
}

function partsOf(text: string): string[] {
  const money = amountOfMoney.exec(text);
  if (money !== null) return [minusPlaced(money[1]!), money[2]!, money[3]!];
  if (onlyNegativeFigure.test(text)) return [minusPlaced(text)];
  // Words that are read from the left keep their order, whatever figures stand among them.
  if (directionOfText(text, 'rtl') === 'ltr') return [text];
  const parts: string[] = [];
  let rest = text;
  for (let found = negativeFigure.exec(rest); found !== null; found = negativeFigure.exec(rest)) {
    parts.push(rest.slice(0, found.index), minusPlaced(found[0]));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, rest];
}

/** Figures are drawn from the left, so a minus on their right comes last. */
function minusPlaced(figure: string): string {
  const isNegative = onlyNegativeFigure.test(figure);
  return isNegative && arabicFigure.test(figure) ? `${figure.slice(1)}${figure[0]!}` : figure;
}
