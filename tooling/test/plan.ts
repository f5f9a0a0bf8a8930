import path from 'node:path';
import { sourceFiles } from '../boundaries/source-files.ts';
import { testProjects, type TestNeed, type TestProject } from '../test-projects.ts';

export interface TestPlan {
  readonly files: number;
  readonly needs: ReadonlySet<TestNeed>;
}

/** The files a project would run, from the root of the checkout. */
export function filesOf({ include, exclude }: TestProject, files: readonly string[]): string[] {
  const matches = (file: string, globs: readonly string[]): boolean =>
    globs.some((glob) => path.matchesGlob(file, glob));
  return files.filter((file) => matches(file, include) && !matches(file, exclude));
}

/**
 * What a run with these filters will need. A filter is a part of a file's path, as vitest
 * understands it; none means everything.
 */
export function planTests(root: string, filters: readonly string[]): TestPlan {
  const all = sourceFiles(root);
  const needs = new Set<TestNeed>();
  let files = 0;
  for (const project of testProjects.filter(({ apart }) => !apart)) {
    const chosen = filesOf(project, all).filter(
      (file) => filters.length === 0 || filters.some((filter) => path.join(root, file).includes(filter)),
    );
    files += chosen.length;
    if (chosen.length > 0) project.needs.forEach((need) => needs.add(need));
  }
  return { files, needs };
}
