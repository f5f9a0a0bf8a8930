import type { FaultKind } from './faults.ts';

/**
 * Faults that are built in on purpose, one at a time: a simulation that does not find each of them proves nothing. Every one is a
 * shortcut that somebody might take, put where the guard stands that it takes away. `meets` names the trouble in which it shows.
 */
export const plantedBugs = {
  'ack-before-sync': {
    what: 'answers when COMMIT returned, without waiting for the disk',
    meets: ['disk slow', 'appliance killed while it works'],
  },
  'visible-before-durable': {
    what: 'the uplink reads the journal to its end instead of to what is durable',
    meets: ['disk slow', 'appliance killed while it works'],
  },
  'event-in-second-transaction': {
    what: 'writes the journal in another transaction than what follows from it',
    meets: ['appliance killed while it works'],
  },
  'failed-write-taken-as-done': {
    what: 'answers a group that could not be written because the disk was full',
    meets: ['disk full'],
  },
  'failed-sync-taken-as-done': {
    what: 'goes on after a sync that failed as if the next one made up for it',
    meets: ['sync fails and the power goes'],
  },
  'retry-without-key': {
    what: 'a till that hears nothing sends its command again under a new id and number',
    meets: ['till line lossy'],
  },
  'answers-forgotten': {
    what: 'the appliance does not record which commands it has answered',
    meets: ['till line lossy', 'appliance killed'],
  },
  'outbox-in-memory': {
    what: 'a till keeps its commands only in the memory of its page',
    meets: ['till line refused', 'till line silent', 'till reloads'],
  },
  'facts-repriced': {
    what: 'the appliance decides again, at the prices of now, what a till did on its own',
    meets: ['till line refused', 'till line silent', 'price changed'],
  },
  'cursor-outside-transaction': {
    what: 'the cloud moves its cursor before the batch is committed',
    meets: ['cloud database breaks off'],
  },
  'cloud-skips-gaps': {
    what: 'the cloud takes a batch that does not continue what it has',
    meets: ['cloud restored from a dump'],
  },
  'poison-blocks': {
    what: 'an event that the cloud cannot work up stops everything behind it',
    meets: ['cloud cannot work an order up'],
  },
  'job-retried-after-bytes': {
    what: 'a job whose bytes have left is printed again by itself',
    meets: ['printer mute'],
  },
  'sending-forgotten': {
    what: 'a job that was being printed when the appliance stopped is printed anew at its start',
    meets: ['power cut while printing'],
  },
  'screen-acknowledges-unseen': {
    what: 'a screen that is off acknowledges its tickets all the same',
    meets: ['screen off'],
  },
  'down-apply-not-atomic': {
    what: 'the store notes how far it has read the feed before it has what was read',
    meets: ['appliance killed while it works', 'power cut in a transaction'],
  },
  'restored-with-old-epoch': {
    what: 'a box that was brought back from a copy goes on under the epoch that it had',
    meets: ['appliance restored from a backup'],
  },
  'lost-tail-ignored': {
    what: 'a box that was brought back does not take over what the cloud has of it',
    meets: ['appliance restored from a backup'],
  },
  'gap-before-lost-tail': {
    what: 'a box that was brought back lets a till go on from where it is, before it has got back what it lost',
    meets: ['appliance restored from a backup', 'internet lossy'],
  },
  'hashes-not-compared': {
    what: 'the cloud skips events that it has by their number, without looking whether they are the same',
    meets: ['machine set back while it runs'],
  },
  'lost-tail-renumbered': {
    what: 'a box that was brought back writes what it lost as events of its own',
    meets: ['appliance restored from a backup'],
  },
  'no-event-id': {
    what: 'a box does not know an event of another history again that it has adopted',
    meets: ['appliance lost before the cloud had it', 'internet silent'],
  },
  'no-business-key': {
    what: 'the cloud knows a payment by the event that tells of it, not by its own id',
    meets: ['appliance lost before it could answer'],
  },
  'ack-without-epoch': {
    what: 'the cloud says how many events it has, and not of which history',
    meets: ['appliance restored from a backup'],
  },
  'gap-not-resynced': {
    what: 'the appliance remembers by itself how far the cloud is, and does not go back when the cloud says otherwise',
    meets: ['cloud restored from a dump'],
  },
  'answers-not-kept': {
    what: 'a device forgets what it was answered before the cloud has it',
    meets: ['appliance lost before the cloud had it', 'internet silent'],
  },
  'copy-prints-again': {
    what: 'a box that was brought back prints at once what was queued when the copy was made',
    meets: ['appliance restored from a backup'],
  },
  'copy-asks-once': {
    what: 'a copied disk prints what it came with although the box that it was copied from goes on',
    meets: ['disk copied into a second box', 'printer unreachable', 'screen off'],
  },
  'branch-not-told': {
    what: 'a cloud does not tell a box what another one did that went on from its disk and was retired',
    meets: ['disk copied into a second box'],
  },
  'day-counted-again': {
    what: 'the cloud adds to a day twice what an order changed of it; only Postgres keeps days, so it takes --postgres',
    meets: ['internet lossy'],
  },
  'wall-clock-last-writer-wins': {
    what: 'of two edits the one whose wall clock says later wins, whatever either had seen',
    meets: ['clock set back', 'clock a day ahead'],
  },
} as const satisfies Record<string, { what: string; meets: readonly FaultKind[] }>;

export type PlantedBug = keyof typeof plantedBugs;

/** What memory does not keep cannot be wrong there. */
export const onlyOverPostgres: ReadonlySet<PlantedBug> = new Set(['day-counted-again']);
/** Postgres settles edits by the product's own statements: there is no place to put it. */
export const onlyInMemory: ReadonlySet<PlantedBug> = new Set(['wall-clock-last-writer-wins']);
