import type { PrintDocument } from '../src/receipt/document.ts';
import { layOut } from '../src/receipt/layout.ts';

/**
 * A document as it stands on paper of that width, one string a line: large text in `<< >>`, white on black in `[[ ]]`, what is not
 * text by its name in braces.
 */
export function paperText(document: PrintDocument, columns = 42): string[] {
  return layOut(document, columns).map((line) => {
    if (line.type !== 'text') return 'data' in line ? `{${line.type} ${line.data}}` : `{${line.type}}`;
    const text = line.runs.map((run) => run.text).join('');
    const emphasis = line.runs[0]?.emphasis;
    return mark(text.trimEnd(), emphasis?.inverted === true, (emphasis?.width ?? 1) > 1);
  });
}

function mark(text: string, inverted: boolean, large: boolean): string {
  const shown = inverted ? `[[${text}]]` : text;
  return large ? `<<${shown}>>` : shown;
}
