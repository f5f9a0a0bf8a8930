import { parseSync, Visitor } from 'oxc-parser';

export interface ImportFound {
  readonly specifier: string;
  readonly line: number;
}

export interface ModuleFound {
  readonly imports: readonly ImportFound[];
  /** Where it asks the machine for the time or for chance. */
  readonly impurities: readonly { readonly what: string; readonly line: number }[];
}

export class UnreadableModule extends Error {
  override name = 'UnreadableModule';
  readonly code = 'unreadable_module';
}

interface LiteralNode {
  readonly type: string;
  readonly value?: unknown;
  readonly start: number;
}

const impureMembers = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);

/**
 * Everything a TypeScript file imports: static, re-exported, dynamic, `require` and `import('x').Type`.
 *
 * @throws UnreadableModule when the file does not parse: a file that is not read is not checked
 */
export function parseModule(file: string, text: string): ModuleFound {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new UnreadableModule(`${file} does not parse: ${errors[0]?.message ?? 'unknown'}`);

  const imports: ImportFound[] = [];
  const impurities: { what: string; line: number }[] = [];
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const found = (source: LiteralNode | null | undefined): void => {
    if (typeof source?.value === 'string') imports.push({ specifier: source.value, line: lineOf(source.start) });
  };

  new Visitor({
    ImportDeclaration: (node) => found(node.source),
    ExportNamedDeclaration: (node) => found(node.source),
    ExportAllDeclaration: (node) => found(node.source),
    ImportExpression: (node) => found(node.source),
    TSImportType: (node) => found(node.source),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') found(node.arguments[0]);
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date') impure('Date()', node.start);
    },
    NewExpression: (node) => {
      const isClock = node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0;
      if (isClock) impure('new Date()', node.start);
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return;
      const member = `${node.object.name}.${node.property.name}`;
      if (impureMembers.has(member) || member.startsWith('Now.') || member === 'Temporal.Now')
        impure(member, node.start);
    },
  }).visit(program);
  return { imports, impurities };

  function impure(what: string, offset: number): void {
    impurities.push({ what, line: lineOf(offset) });
  }
}
