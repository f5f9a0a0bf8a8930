import type { LedgerPaper } from '../../tooling/replay/read-paper.ts';
import type { StoryStore } from './story-store.ts';

/** Everything that ever came out of a virtual printer, oldest first. */
export async function papersOf(store: StoryStore, printerId: 'receipt' | 'kitchen' | 'bar'): Promise<LedgerPaper[]> {
  const response = await fetch(`${store.programs.paperUrl}/printers/${printerId}/ledger`);
  if (!response.ok) throw new Error(`the ledger of ${printerId} answered ${response.status}`);
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerPaper);
}
