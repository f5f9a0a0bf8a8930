import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from '../boundaries/source-files.ts';
import { root } from '../root.ts';
import { testProjects } from '../test-projects.ts';
import { runTool, type ToolRun } from '../tool.ts';

/**
 * Files that nobody looks at: TypeScript outside every tsconfig is not type-checked, and a test
 * outside every test project does not run. Both would stay green for ever.
 */
export async function checkStrays(): Promise<ToolRun> {
  const files = sourceFiles(root);
  const compiled = new Set((await Promise.all(compilerProjects().map(filesOfProject))).flat());
  const lines = [
    ...files
      .filter((file) => !compiled.has(file))
      .map((file) => `${file} belongs to no tsconfig: it is not type-checked.`),
    ...strayTests(files),
  ];
  return { status: lines.length === 0 ? 0 : 1, output: lines.join('\n') };
}

/** The tsconfig files that `tsc -b` visits from the root. */
function compilerProjects(): string[] {
  const { references } = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  return references.map((reference) =>
    reference.path.endsWith('.json') ? reference.path : `${reference.path}/tsconfig.json`,
  );
}

async function filesOfProject(project: string): Promise<string[]> {
  const { output } = await runTool('typescript', ['-p', project, '--showConfig']);
  const { files = [] } = JSON.parse(output) as { files?: string[] };
  return files.map((file) => path.posix.join(path.posix.dirname(project), file));
}

/** Test files that no project or more than one claims. */
export function strayTests(files: readonly string[]): string[] {
  return files
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const claims = testProjects.filter(
        ({ include, exclude }) => matchesAny(file, include) && !matchesAny(file, exclude),
      );
      if (claims.length === 1) return [];
      const said = claims.length === 0 ? 'no test project' : claims.map(({ name }) => name).join(' and ');
      return [`${file} belongs to ${said}: see tooling/test-projects.ts.`];
    });
}

const matchesAny = (file: string, globs: readonly string[]): boolean =>
  globs.some((glob) => path.matchesGlob(file, glob));
