import { pinProblem, type PinProblem } from './pins.ts';
import type { Place } from './regions.ts';

export type TaxKind = 'none' | 'added' | 'included';

export interface NewPerson {
  /** Only for lists on the screen. */
  key: string;
  name: string;
  roleId: string;
  pin: string;
  pinAgain: string;
}

/** Everything that a new store is asked, as far as it has been answered. */
export interface Answers extends Place {
  consoleCode: string;
  storeName: string;
  addressText: string;
  /** `HH:MM`. */
  dayCutOff: string;
  taxKind: TaxKind;
  taxName: string;
  /** `8.875` is 8.875 %. */
  taxPercent: number | null;
  owner: NewPerson;
  team: NewPerson[];
  starter: string;
  cloud: 'offline' | 'claim';
  cloudUrl: string;
  claimCode: string;
}

export const stepIds = ['code', 'name', 'place', 'day', 'tax', 'owner', 'team', 'menu', 'cloud', 'check'] as const;
export type StepId = (typeof stepIds)[number];

/** The console's code is asked only of a browser that is not on the box. */
export const stepsFor = (codeNeeded: boolean): StepId[] => stepIds.filter((id) => codeNeeded || id !== 'code');

/** A key of `ask.wrong` per field that keeps the step from being done. */
export type FieldProblems = Readonly<Partial<Record<string, string>>>;

export const longestAddress = 6;

export function addressLinesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What keeps a step from being done, by field; empty when it is. */
export function problemsOf(step: StepId, answers: Answers): FieldProblems {
  const checks: Record<StepId, () => FieldProblems> = {
    code: () => when(answers.consoleCode.trim().length < 4, 'consoleCode', 'consoleCode'),
    name: () => ({
      ...when(answers.storeName.trim() === '', 'storeName', 'storeName'),
      ...when(answers.storeName.trim().length > 120, 'storeName', 'long'),
      ...addressProblem(answers.addressText),
    }),
    place: () => ({
      ...when(answers.country === '', 'country', 'choose'),
      ...when(!/^[A-Z]{3}$/.test(answers.currency), 'currency', 'choose'),
      ...when(answers.locale === '', 'locale', 'choose'),
      ...when(answers.timeZone === '', 'timeZone', 'choose'),
    }),
    day: () => when(!/^([01]\d|2[0-3]):[0-5]\d$/.test(answers.dayCutOff), 'dayCutOff', 'choose'),
    tax: () => taxProblems(answers),
    owner: () => personProblems(answers.owner),
    team: () =>
      when(
        answers.team.some((person) => Object.keys(personProblems(person)).length > 0),
        'team',
        'team',
      ),
    menu: () => when(answers.starter === '', 'starter', 'choose'),
    cloud: () => (answers.cloud === 'offline' ? {} : claimProblems(answers)),
    check: () => ({}),
  };
  return checks[step]();
}

export const isDone = (step: StepId, answers: Answers): boolean => Object.keys(problemsOf(step, answers)).length === 0;

/** The step a person can be at: the wanted one, or the first before it that is not answered yet. */
export function reachableStep(wanted: StepId, steps: readonly StepId[], answers: Answers): StepId {
  const place = steps.indexOf(wanted);
  const missing = steps.slice(0, Math.max(0, place)).find((step) => !isDone(step, answers));
  return missing ?? (place < 0 ? (steps[0] ?? 'name') : wanted);
}

export function personProblems({ name, pin, pinAgain }: Pick<NewPerson, 'name' | 'pin' | 'pinAgain'>): FieldProblems {
  return {
    ...when(name.trim() === '', 'name', 'personName'),
    ...when(name.trim().length > 80, 'name', 'long'),
    ...pinProblems(pin, pinAgain),
  };
}

const pinWords: Record<PinProblem, string> = {
  short: 'pinShort',
  same: 'pinSame',
  run: 'pinRun',
  pattern: 'pinPattern',
  year: 'pinYear',
  column: 'pinColumn',
};

export function pinProblems(pin: string, pinAgain: string): FieldProblems {
  const problem = pinProblem(pin);
  if (problem !== null) return { pin: pinWords[problem] };
  return when(pin !== pinAgain, 'pinAgain', 'pinAgain');
}

export function claimProblems({ cloudUrl, claimCode }: Pick<Answers, 'cloudUrl' | 'claimCode'>): FieldProblems {
  return {
    ...when(!isWebAddress(cloudUrl), 'cloudUrl', 'cloudUrl'),
    ...when(claimCode.trim().length < 6 || claimCode.trim().length > 40, 'claimCode', 'claimCode'),
  };
}

function addressProblem(text: string): FieldProblems {
  const lines = addressLinesOf(text);
  return {
    ...when(lines.length > longestAddress, 'addressText', 'addressLines'),
    ...when(
      lines.some((line) => line.length > 120),
      'addressText',
      'long',
    ),
  };
}

function taxProblems({ taxKind, taxName, taxPercent }: Answers): FieldProblems {
  if (taxKind === 'none') return {};
  return {
    ...when(taxName.trim() === '' || taxName.trim().length > 60, 'taxName', 'taxName'),
    ...when(taxPercent === null || taxPercent <= 0 || taxPercent > 100, 'taxPercent', 'taxPercent'),
  };
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text.trim())) return false;
  return ['http:', 'https:'].includes(new URL(text.trim()).protocol);
}

const when = (wrong: boolean, field: string, problem: string): FieldProblems => (wrong ? { [field]: problem } : {});
