import { BeforeTheStart, type BeforeTheStartParts } from '@auraconnect/appliance/printing/before-the-start.ts';
import type { StoreView } from '@auraconnect/appliance/store/core.ts';
import type { PrintJob } from '@auraconnect/shared/receipt/print-job.ts';

/**
 * The box's own question whether another one goes on with the store, and what could be known when it was asked: a copied disk whose cloud
 * does not answer, or has not heard of the other box yet, is a box that starts again and prints what waits. Nobody could do better.
 */
export class WatchedStart extends BeforeTheStart {
  readonly #parts: BeforeTheStartParts;
  readonly #cloudHasHeard: () => boolean;
  readonly #jobs: ReadonlySet<string>;
  readonly #tickets: ReadonlySet<string>;
  #isAnswered = true;
  #couldKnow = true;

  /** @param cloudHasHeard whether the cloud has anything that another box wrote */
  constructor(
    { goesOnElsewhere, ...parts }: BeforeTheStartParts,
    view: Pick<StoreView, 'openPrintJobs' | 'activeTickets'>,
    cloudHasHeard: () => boolean,
  ) {
    super({
      ...parts,
      ...(goesOnElsewhere && {
        goesOnElsewhere: async () => {
          this.#isAnswered = false;
          const answer = await goesOnElsewhere();
          this.#isAnswered = true;
          return answer;
        },
      }),
    });
    this.#parts = parts;
    this.#cloudHasHeard = cloudHasHeard;
    this.#jobs = new Set(view.openPrintJobs().map(({ jobId }) => jobId));
    this.#tickets = new Set(view.activeTickets().map(({ ticketId }) => ticketId));
  }

  override async askAgain(): Promise<void> {
    this.#couldKnow = !this.#parts.core.mayHaveLost && this.#cloudHasHeard();
    await super.askAgain();
    this.#couldKnow &&= this.#isAnswered;
  }

  /** Of a paper that comes out now: whether it was to be known that it may have come out elsewhere. */
  couldKnowOf({ jobId, subject }: PrintJob): boolean {
    const isOld = this.#jobs.has(jobId) || (subject.type === 'kitchen-ticket' && this.#tickets.has(subject.ticketId));
    return !isOld || this.#couldKnow;
  }
}
