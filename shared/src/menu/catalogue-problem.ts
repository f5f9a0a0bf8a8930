import type { CatalogueEntity } from './catalogue.ts';

/** What is wrong with an entry, in one sentence for the person who edits the menu. */
export interface CatalogueProblem {
  entity: CatalogueEntity;
  id: string;
  code: string;
  sentence: string;
}
