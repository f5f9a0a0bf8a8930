/** A place of a store's history that somebody outside its box has written down. */
export interface Anchor {
  epoch: string;
  seq: number;
  hash: string;
}

/** One thing that is not as it should be. `seq` names the event at which it shows. */
export type Finding =
  | { kind: 'database'; what: string }
  | { kind: 'unreadable'; seq: number; what: string }
  | { kind: 'chain'; seq: number; reason: 'other_history' | 'gap' | 'prev_hash' | 'hash' }
  | { kind: 'order-index'; seq: number }
  | { kind: 'other-than-anchor'; seq: number }
  /** The history ends before a place that somebody saw of it. */
  | { kind: 'cut-off'; seq: number }
  | { kind: 'answers-beyond'; count: number }
  /** Rows that no hash covers and that are not what their own sum says. */
  | { kind: 'row-sum'; table: string; count: number }
  /** Devices whose stream of commands does not end where its answers do. */
  | { kind: 'streams'; count: number }
  | { kind: 'projection'; table: string; onlyLive: number; onlyRebuilt: number };

export interface StoreReport {
  store: { id: string; name: string };
  epoch: string;
  /** How many events are one unbroken chain from the first. */
  events: number;
  /** Of the last of them. */
  headHash: string;
  firstEventAt: string | null;
  lastEventAt: string | null;
  /** Empty: everything is as it was written. */
  findings: Finding[];
}

const chainWords: Record<Extract<Finding, { kind: 'chain' }>['reason'], string> = {
  other_history: 'belongs to another history',
  gap: 'is missing',
  prev_hash: 'does not continue the one before it',
  hash: 'was changed or damaged after it was written',
};

/** A finding as one sentence for an auditor. */
export function sentenceOf(finding: Finding): string {
  switch (finding.kind) {
    case 'database':
      return `SQLite finds the database damaged: ${finding.what}.`;
    case 'unreadable':
      return finding.seq === 0
        ? `The journal cannot be read: ${finding.what}.`
        : `Event ${finding.seq} or one soon after it cannot be read: ${finding.what}.`;
    case 'chain':
      return `Event ${finding.seq} ${chainWords[finding.reason]}.`;
    case 'order-index':
      return `Event ${finding.seq} is not found under its order.`;
    case 'other-than-anchor':
      return `Event ${finding.seq} is not the one that was written down outside.`;
    case 'cut-off':
      return `Event ${finding.seq} was seen outside and is not here: the end of the history was cut off.`;
    case 'answers-beyond':
      return `${finding.count} answers were given for events that are not here: the end of the history was cut off.`;
    case 'row-sum':
      return `${finding.count} rows of ${finding.table} were changed or damaged after they were written.`;
    case 'streams':
      return `The commands of ${finding.count} devices do not end where the answers to them do.`;
    case 'projection':
      return `What the store shows in ${finding.table} is not what its journal says (${finding.onlyLive} rows differ, ${finding.onlyRebuilt} should be there).`;
  }
}
