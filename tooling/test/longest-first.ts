import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { root } from '../root.ts';
import { longTests } from '../test-projects.ts';

/** The order in which files begin: what takes longest first, the rest as vitest would have it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => group(one) - group(other) || place(one) - place(other));
  }
}

const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

function place({ moduleId }: TestSpecification): number {
  const found = longTests.indexOf(path.relative(root, moduleId).replaceAll(path.sep, '/'));
  return found === -1 ? longTests.length : found;
}
