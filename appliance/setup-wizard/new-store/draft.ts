import type { Answers } from './answers.ts';
import type { Place } from './regions.ts';

const draftKey = 'auraconnect.setup.draft';

const person = (key: string, roleId: string): Answers['owner'] => ({ key, name: '', roleId, pin: '', pinAgain: '' });
export const newPerson = (key: string): Answers['owner'] => person(key, 'cashier');

/** Nothing answered yet, but for what the machine found out. */
export function emptyAnswers(place: Place, taxKind: Answers['taxKind'], cloudUrl: string): Answers {
  return {
    ...place,
    consoleCode: '',
    storeName: '',
    addressText: '',
    dayCutOff: '04:00',
    taxKind,
    taxName: '',
    taxPercent: null,
    owner: person('owner', 'owner'),
    team: [],
    starter: '',
    cloud: 'offline',
    cloudUrl,
    claimCode: '',
  };
}

/** Keeps the answers over a reload of this tab; PINs and codes are never written down. */
export function keepDraft(answers: Answers, storage: Storage = sessionStorage): void {
  const bare = ({ key, name, roleId }: Answers['owner']): Answers['owner'] => ({
    key,
    name,
    roleId,
    pin: '',
    pinAgain: '',
  });
  const safe: Answers = {
    ...answers,
    consoleCode: '',
    claimCode: '',
    owner: bare(answers.owner),
    team: answers.team.map(bare),
  };
  try {
    storage.setItem(draftKey, JSON.stringify(safe));
  } catch {
    // A browser without storage asks again after a reload.
  }
}

/** What was kept, over `empty`; anything that is not of the same kind is passed over. */
export function readDraft(empty: Answers, storage: Storage = sessionStorage): Answers {
  try {
    const kept = JSON.parse(storage.getItem(draftKey) ?? 'null') as Partial<Record<string, unknown>> | null;
    if (kept === null || typeof kept !== 'object') return empty;
    const same = Object.entries(empty).filter(
      ([name, value]) =>
        typeof kept[name] === typeof value || (name === 'taxPercent' && typeof kept[name] === 'number'),
    );
    return { ...empty, ...Object.fromEntries(same.map(([name]) => [name, kept[name]])) };
  } catch {
    return empty;
  }
}

export function forgetDraft(storage: Storage = sessionStorage): void {
  try {
    storage.removeItem(draftKey);
  } catch {
    // Nothing was kept.
  }
}
