import type { PrintDocument } from '../src/receipt/document.ts';
import { layOut } from '../src/receipt/layout.ts';

/**
 * A document as it stands on paper of that width, one string a line: large text in `<< >>`, white on black in `[[ ]]`, what is not
 * text by its name in braces.
 */
export function paperText(document: PrintDocument, columns = 42): string[] {
  return layOut(document, columns).map((line) => {
    if (line.type !== 'text') return line.type === 'qr' ? `{qr ${line.data}}` : `{${line.type}}`;
    return line.runs.map(({ text, emphasis }) => mark(text.trimEnd(), emphasis.inverted, emphasis.width > 1)).join('');
  });
}

function mark(text: string, inverted: boolean, large: boolean): string {
  const shown = inverted ? `[[${text}]]` : text;
  return large ? `<<${shown}>>` : shown;
}
