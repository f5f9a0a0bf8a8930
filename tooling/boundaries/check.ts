import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportedFile, isNodeModule, packageOf, readWorkspaces, type Workspace } from './packages.ts';
import { parseModule } from './parse-module.ts';
import { sourceFiles } from './source-files.ts';
import { parts, programs, type Part } from './table.ts';

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

export interface BoundaryReport {
  readonly modules: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
}

/** Reads every TypeScript file below `root` and holds each of its imports to the table. */
export function checkBoundaries(root: string): BoundaryReport {
  const workspaces = readWorkspaces(root);
  const files = sourceFiles(root);
  const violations: Violation[] = [];
  let imports = 0;
  for (const file of files) {
    const source = { file, part: partOf(file), kind: kindOf(file), workspace: workspaceOf(file, workspaces) };
    if (source.part === undefined && source.kind !== 'settings') {
      violations.push({
        file,
        line: 1,
        sentence: 'belongs to no part: give its folder a row in tooling/boundaries/table.ts.',
      });
      continue;
    }
    const found = parseModule(file, readFileSync(path.join(root, file), 'utf8'));
    imports += found.imports.length;
    for (const { specifier, line } of found.imports) {
      const sentence = judge(source, specifier, workspaces);
      if (sentence !== undefined) violations.push({ file, line, sentence });
    }
    if (source.part?.pure !== true || source.kind !== 'code') continue;
    for (const { what, line } of found.impurities) {
      violations.push({
        file,
        line,
        sentence: `asks for ${what}: in ${source.part.name} time, ids and chance are arguments.`,
      });
    }
  }
  return { modules: files.length, imports, violations };
}

interface Source {
  readonly file: string;
  readonly part: Part | undefined;
  /** Tests and settings are no part of a program: they may use what the root's package.json declares. */
  readonly kind: 'code' | 'test' | 'settings';
  readonly workspace: Workspace;
}

function kindOf(file: string): Source['kind'] {
  if (/(?:^|\/)(?:(?:vite|vitest)\.config|build-desktop)\.ts$/.test(file)) return 'settings';
  return /\.(?:test|contract)\.tsx?$/.test(file) || /(?:^|\/)(?:testing|tests)\//.test(file) ? 'test' : 'code';
}

function partOf(file: string): Part | undefined {
  let best: { part: Part; length: number } | undefined;
  for (const part of parts) {
    for (const place of part.paths) {
      const fits = place.endsWith('/') ? file.startsWith(place) : file === place;
      if (fits && place.length > (best?.length ?? 0)) best = { part, length: place.length };
    }
  }
  return best?.part;
}

function workspaceOf(file: string, workspaces: readonly Workspace[]): Workspace {
  const owner = workspaces.find(({ folder }) => folder !== '' && file.startsWith(`${folder}/`)) ?? workspaces[0];
  if (owner === undefined) throw new Error('There is no package.json at the root.');
  return owner;
}

/** What is wrong with one import, or undefined. */
function judge(source: Source, specifier: string, workspaces: readonly Workspace[]): string | undefined {
  if (specifier.startsWith('.')) {
    return judgeFile(
      source,
      path.posix.join(path.posix.dirname(source.file), withoutQuery(specifier)),
      specifier,
      workspaces,
    );
  }
  if (isNodeModule(specifier)) {
    const refused = source.part?.withoutNode === true && source.kind === 'code';
    return refused ? `imports ${specifier}: ${source.part.name} runs without Node.` : undefined;
  }
  const name = packageOf(specifier);
  const neighbour = workspaces.find((workspace) => workspace.name === name && workspace.folder !== '');
  if (neighbour !== undefined) return judgeNeighbour(source, specifier, neighbour, workspaces);
  return judgePackage(source, name, workspaces);
}

const withoutQuery = (specifier: string): string => specifier.replace(/\?.*$/, '');

function judgeNeighbour(
  source: Source,
  specifier: string,
  neighbour: Workspace,
  workspaces: readonly Workspace[],
): string | undefined {
  const isOwn = neighbour === source.workspace;
  const isDeclared = isOwn || source.workspace.folder === '' || source.workspace.declared.has(neighbour.name);
  if (!isDeclared)
    return `imports ${specifier}, but ${source.workspace.folder}/package.json does not declare ${neighbour.name}.`;
  const target = exportedFile(neighbour, `.${specifier.slice(neighbour.name.length)}`);
  if (target === undefined) return `imports ${specifier}, which ${neighbour.name} does not export.`;
  // Part to part by name is good (shared/ui to the trade); within a part it hides a neighbour.
  if (isOwn && partOf(target) === source.part) return `imports ${specifier} from its own part: use the relative path.`;
  return judgeFile(source, target, specifier, workspaces);
}

function judgeFile(
  source: Source,
  target: string,
  specifier: string,
  workspaces: readonly Workspace[],
): string | undefined {
  const targetPart = partOf(target);
  if (source.kind !== 'code' && targetPart?.name === 'tooling') return undefined;
  if (source.kind === 'settings') return undefined;
  if (specifier.startsWith('.') && workspaceOf(target, workspaces) !== source.workspace) {
    return `reaches out of its workspace by ${specifier}: import the other one by its name.`;
  }
  if (targetPart === undefined) return isData(target) ? undefined : `imports ${specifier}, which belongs to no part.`;
  if (targetPart !== source.part && !mayImport(source, targetPart)) {
    return `imports ${specifier}: ${source.part?.name} may not use ${targetPart.name}.`;
  }
  return judgeProgram(source, target, specifier);
}

const isData = (target: string): boolean => /\.(?:json|css|svg|png|mp3|wav|woff2)$/.test(target);

function mayImport(source: Source, target: Part): boolean {
  if (source.part?.mayImport.includes(target.name) === true) return true;
  // A test may lean on the builders and the demo restaurant, which no program ships.
  return source.kind === 'test' && (target.name === 'shared/testing' || isBelow(source, target));
}

/** The tests of a trade room may play a whole order through rooms above it; other tests follow their part's row. */
function isBelow(source: Source, target: Part): boolean {
  return source.part?.pure === true && target.pure === true;
}

function judgeProgram(source: Source, target: string, specifier: string): string | undefined {
  if (source.kind === 'test') return undefined;
  const program = programs.find(({ folder }) => source.file.startsWith(folder));
  if (program === undefined || !target.startsWith(program.adapters)) return undefined;
  const mayKnow = source.file.startsWith(program.adapters) || program.compositionRoots.test(source.file);
  return mayKnow ? undefined : `imports ${specifier}: the trade does not know its adapters; main.ts hands them in.`;
}

function judgePackage(source: Source, name: string, workspaces: readonly Workspace[]): string | undefined {
  const ofRoot = workspaces[0]?.declared.has(name) === true;
  if (source.kind !== 'code' && ofRoot) return undefined;
  if (source.kind === 'code' && source.part?.packages !== undefined && !source.part.packages.includes(name)) {
    return `imports ${name}: ${source.part.name} may use only ${source.part.packages.join(', ')}.`;
  }
  if (source.part?.platformPackages?.includes(name) === true || source.workspace.declared.has(name)) return undefined;
  return `imports ${name}, but ${path.posix.join(source.workspace.folder, 'package.json')} does not declare it.`;
}
