import path from 'node:path';
import { root } from '../root.ts';
import { run, runTool, type ToolRun } from '../tool.ts';
import { checkLock } from './lock.ts';
import { checkStrays } from './strays.ts';

export interface CheckStep {
  readonly name: string;
  run(): Promise<ToolRun>;
}

export const checkSteps: readonly CheckStep[] = [
  { name: 'types', run: () => runTool('typescript', ['-b']) },
  { name: 'lint', run: () => runTool('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'format', run: () => runTool('oxfmt', ['--check']) },
  { name: 'dead code', run: () => runTool('knip', ['--no-progress', '--no-config-hints']) },
  { name: 'boundaries', run: () => run(process.execPath, [path.join(root, 'tooling', 'boundaries.ts')]) },
  { name: 'strays', run: checkStrays },
  { name: 'lock file', run: checkLock },
];
