import type { ExceptionRaised } from '@auraconnect/shared/facts/exception.ts';

/** What the sentences of exceptions are filled with, in the words of the person who reads them. */
export interface Sayer {
  money(amountMinor: number): string;
  day(businessDate: string): string;
  time(instant: string): string;
  person(staffId: string): string;
  /** What was not done, by the command's type. */
  act(commandType: string): string;
  something: string;
}

/** The figures and names of an exception for its sentence: every place of every sentence has a value. */
export function valuesOf(
  { data, staffId, commandType, happenedAt }: Pick<ExceptionRaised, 'data' | 'staffId' | 'commandType' | 'happenedAt'>,
  say: Sayer,
): Record<string, string> {
  const text = (name: string, missing = ''): string => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : missing;
  };
  const amount = (name: string): string => {
    const value = data[name];
    return typeof value === 'number' ? say.money(value) : '–';
  };
  const { lines } = data;
  return {
    name: text('name', say.something),
    quantity: text('quantity', '1'),
    number: text('number'),
    next: text('next'),
    amount: amount('amountMinor'),
    due: amount('dueMinor'),
    lines: Array.isArray(lines) ? lines.join(', ') : '',
    z: text('zNumber', '–'),
    supplement: text('supplement', '1'),
    day: typeof data['businessDate'] === 'string' ? say.day(data['businessDate']) : '',
    time: say.time(typeof data['occurredAt'] === 'string' ? data['occurredAt'] : happenedAt),
    person: say.person(staffId),
    what: say.act(commandType),
  };
}

/** What the till says beside what the store says, where both say something. */
export function bothSides(
  { data }: Pick<ExceptionRaised, 'data'>,
  say: Pick<Sayer, 'money'>,
): { till: string; store: string } | null {
  const { tillMinor, storeMinor, till, store } = data;
  if (typeof tillMinor === 'number' && typeof storeMinor === 'number')
    return { till: say.money(tillMinor), store: say.money(storeMinor) };
  if (typeof till === 'string' && typeof store === 'string') return { till: till || '–', store: store || '–' };
  return null;
}
