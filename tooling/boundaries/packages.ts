import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

export interface Workspace {
  /** From the root, without a slash at the end; '' is the root itself. */
  readonly folder: string;
  readonly name: string;
  readonly declared: ReadonlySet<string>;
  /** `exports` of its package.json, most particular pattern first. */
  readonly exports: readonly (readonly [pattern: string, target: string])[];
}

interface PackageJson {
  name?: string;
  workspaces?: string[];
  exports?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** The root's package first, then its workspaces. */
export function readWorkspaces(root: string): Workspace[] {
  const main = readPackage(root, '');
  return [
    toWorkspace('', main),
    ...(main.workspaces ?? []).map((folder) => toWorkspace(folder, readPackage(root, folder))),
  ];
}

function readPackage(root: string, folder: string): PackageJson {
  const file = path.join(root, folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageJson) : {};
}

function toWorkspace(folder: string, json: PackageJson): Workspace {
  return {
    folder,
    name: json.name ?? folder,
    declared: new Set(
      [json.dependencies, json.devDependencies, json.peerDependencies, json.optionalDependencies].flatMap((list) =>
        Object.keys(list ?? {}),
      ),
    ),
    exports: Object.entries(json.exports ?? {}).sort(([a], [b]) => b.length - a.length),
  };
}

export const isNodeModule = (specifier: string): boolean => specifier.startsWith('node:') || isBuiltin(specifier);

/** `@noble/hashes/sha2.js` -> `@noble/hashes`. */
export function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/**
 * The file that a workspace's subpath names, such as `./money/money.ts` -> `shared/src/money/money.ts`;
 * undefined when the workspace does not export it.
 */
export function exportedFile(workspace: Workspace, subpath: string): string | undefined {
  for (const [pattern, target] of workspace.exports) {
    const [before = '', after = ''] = pattern.split('*');
    const fits = pattern.includes('*') ? subpath.startsWith(before) && subpath.endsWith(after) : subpath === pattern;
    if (!fits) continue;
    const middle = subpath.slice(before.length, subpath.length - after.length);
    return path.posix.join(workspace.folder, target.replace('*', middle));
  }
  return undefined;
}
