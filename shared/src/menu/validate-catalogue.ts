import type { Catalogue, CatalogueEntity, CatalogueEntry } from './catalogue.ts';
import type { CatalogueProblem } from './catalogue-problem.ts';
import { indexCatalogue, readCatalogue } from './catalogue-index.ts';
import { groupProblems } from './validate-groups.ts';
import { itemProblems } from './validate-items.ts';
import { storeProblems } from './validate-store.ts';

export interface CatalogueEdit {
  entity: string;
  id: string;
  /** Null: deleted. */
  payload: Record<string, unknown> | null;
}

/** Everything that does not fit together in a catalogue: what points at nothing, what can never be chosen, what turns in circles. */
export function validateCatalogue(catalogue: Catalogue): CatalogueProblem[] {
  const index = indexCatalogue(catalogue);
  return [...itemProblems(index), ...groupProblems(index), ...storeProblems(index)];
}

/**
 * What a set of edits, taken together, would break. Problems that were there before are not the edit's fault and do not stop
 * it. Entries that their schema refuses are reported as `not_valid`.
 */
export function validateEdits(entries: readonly CatalogueEntry[], edits: readonly CatalogueEdit[]): CatalogueProblem[] {
  const before = readCatalogue(entries, 0);
  const after = readCatalogue([...entries, ...edits.map(asEntry)], 0);
  const edited = new Set(edits.map(({ entity, id }) => `${entity} ${id}`));
  const unreadable = after.rejected
    .filter(({ entity, id }) => edited.has(`${entity} ${id}`))
    .map(({ entity, id, problem }) => ({
      entity: entity as CatalogueEntity,
      id,
      code: 'not_valid',
      sentence: `This ${entity.replaceAll('-', ' ')} cannot be saved: ${problem}.`,
    }));
  const known = new Set(validateCatalogue(before.catalogue).map(problemKey));
  return [...unreadable, ...validateCatalogue(after.catalogue).filter((problem) => !known.has(problemKey(problem)))];
}

const problemKey = ({ entity, id, code, sentence }: CatalogueProblem): string => `${entity} ${id} ${code} ${sentence}`;

/** Above every rev there is, so that the edit counts. */
function asEntry({ entity, id, payload }: CatalogueEdit): CatalogueEntry {
  return { entity, id, rev: Number.MAX_SAFE_INTEGER, schemaVersion: 1, deleted: payload === null, payload };
}
