import { checkBoundaries } from './boundaries/check.ts';
import { root } from './root.ts';

/** A check that reads nothing finds nothing: fewer files than this means that it looked in the wrong place. */
export const fewestModules = 400;

if (import.meta.main) {
  const { modules, imports, violations } = checkBoundaries(root);
  for (const { file, line, sentence } of violations) console.error(`${file}:${line} ${sentence}`);
  if (modules < fewestModules) console.error(`Only ${modules} modules were read, fewer than ${fewestModules}.`);
  console.log(`${modules} modules, ${imports} imports, ${violations.length} against the one-way street`);
  if (violations.length > 0 || modules < fewestModules) process.exitCode = 1;
}
