import type { PaperProblem, PaperProblemCode } from '@auraconnect/shared/receipt/paper-problem.ts';

const reasons = {
  'appliance-stopped': 'The appliance stopped while this was being printed.',
  'brought-back': 'The box was brought back meanwhile; nobody knows whether it came out.',
  'too-late-to-kick': 'The printer came back too late to open the drawer.',
  'printer-removed': 'This printer was taken out of the settings.',
  'nothing-to-print': 'What it should print is gone.',
  'cannot-be-drawn': 'It could not be drawn for paper.',
  'cannot-be-said': 'It could not be put into the language of this printer.',
} as const satisfies Partial<Record<PaperProblemCode, string>>;

/** What the appliance itself says of a job, beside what printers say. */
export function paperProblem(code: keyof typeof reasons): PaperProblem {
  return { code, reason: reasons[code] };
}
