import { verifyChain } from '@auraconnect/shared/journal/hash.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { LostTail, TailAnswer, TailRequest } from '@auraconnect/shared/protocol/sync.ts';
import type { Core } from '../store/core.ts';
import { sha256 } from '../store/ledger.ts';
import { CloudFault } from './cloud-client.ts';

const rowsPerPage = 500;

/**
 * Adopts what the cloud has of this store and this box has lost, as after a restored backup: page by page, each adopted whole and
 * durable before the next is asked for; asked again, what is here already is not adopted twice.
 * @throws CloudFault when the cloud does not answer, or answers rows that contradict their own hashes
 */
export async function adoptLostTails(
  core: Pick<Core, 'storeId' | 'adopt'>,
  ask: (request: TailRequest) => Promise<TailAnswer>,
  lost: readonly LostTail[],
): Promise<void> {
  for (const { epoch, afterSeq, throughSeq } of lost) {
    let after = afterSeq;
    while (after < throughSeq) {
      const { rows } = await ask({ store: core.storeId, epoch, afterSeq: after, limit: rowsPerPage });
      checkPage(rows, { store: core.storeId, epoch, after });
      await core.adopt(rows, 'cloud');
      after = rows.at(-1)?.seq ?? throughSeq;
    }
  }
}

function checkPage(rows: readonly JournalRow[], place: { store: string; epoch: string; after: number }): void {
  const [first] = rows;
  const from = { store: place.store, epoch: place.epoch, seq: place.after, hash: first?.prevHash ?? '' };
  if (first === undefined || !verifyChain(rows, from, sha256).ok)
    throw new CloudFault(
      'cloud_answer_unreadable',
      'The cloud holds events of this store that this box has lost, and they contradict their own hashes.',
    );
}
