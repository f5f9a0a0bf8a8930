import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBoundaries } from './boundaries/check.ts';
import { parts } from './boundaries/table.ts';
import { fewestModules } from './boundaries.ts';
import { root } from './root.ts';

describe('the checkout', () => {
  test('keeps to the one-way street in every file', { timeout: 60_000 }, () => {
    const { modules, imports, violations } = checkBoundaries(root);
    expect(violations.map(({ file, line, sentence }) => `${file}:${line} ${sentence}`)).toEqual([]);
    expect(modules).toBeGreaterThan(fewestModules);
    expect(imports).toBeGreaterThan(modules);
  });

  test('has a table without a way round: no part reaches itself through others', () => {
    const rows = new Map(parts.map((part) => [part.name, part.mayImport]));
    for (const [name, mayImport] of rows) {
      const reached = new Set<string>();
      const queue = [...mayImport];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        expect(rows.has(next), `${name} may import ${next}, which has no row`).toBe(true);
        if (reached.has(next)) continue;
        reached.add(next);
        queue.push(...(rows.get(next) ?? []));
      }
      expect(reached, name).not.toContain(name);
    }
  });
});

describe('a planted import', () => {
  let tree: string;

  beforeEach(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'boundaries-'));
    const workspaces = ['shared', 'printer-drivers', 'appliance', 'desktop-pos', 'kds', 'cloud-sync'];
    plantJson('package.json', { name: 'auraconnect', workspaces, devDependencies: { vitest: '1', vite: '1' } });
    plantJson('shared/package.json', {
      name: '@auraconnect/shared',
      exports: { './ui/*': './ui/*', './testing/*': './testing/*', './*': './src/*' },
      dependencies: { zod: '1', react: '1' },
    });
    for (const folder of workspaces.slice(1)) {
      plantJson(`${folder}/package.json`, {
        name: `@auraconnect/${folder}`,
        exports: { './*': './src/*' },
        dependencies: { '@auraconnect/shared': '*', '@auraconnect/printer-drivers': '*', zod: '1' },
      });
    }
  });

  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  function plant(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  function plantJson(file: string, value: unknown): void {
    plant(file, JSON.stringify(value));
  }
  const found = (): string[] =>
    checkBoundaries(tree).violations.map(({ file, line, sentence }) => `${file}:${line} ${sentence}`);

  test('that goes the right way is accepted', () => {
    plant('shared/src/money/money.ts', `import { z } from 'zod';\nexport const A = z.int();`);
    plant('shared/src/order/order.ts', `import { A } from '../money/money.ts';\nexport { A };`);
    plant('shared/ui/total.tsx', `import type { A } from '@auraconnect/shared/money/money.ts';\nimport 'react';`);
    plant('appliance/src/orders/take.ts', `import { A } from '@auraconnect/shared/order/order.ts';`);
    plant('appliance/src/main.ts', `import './adapters/sqlite/open.ts';\nimport './orders/take.ts';`);
    plant('appliance/src/adapters/sqlite/open.ts', `import fs from 'node:fs';\nimport '../../orders/take.ts';`);
    plant('appliance/src/orders/take.test.ts', `import 'vitest';\nimport '../adapters/sqlite/open.ts';`);
    plant('desktop-pos/src/main/main.ts', `import 'electron';\nimport '@auraconnect/printer-drivers/printer.ts';`);
    plant('kds/vite.config.ts', `import 'vite';\nimport '../tooling/vite-app.ts';`);
    plant('tests/story.test.ts', `import '@auraconnect/appliance/main.ts';`);
    expect(found()).toEqual([]);
  });

  const wrong: [title: string, file: string, text: string, sentence: RegExp][] = [
    [
      'from one program into another',
      'appliance/src/sync/up.ts',
      `import '@auraconnect/cloud-sync/main.ts';`,
      /does not declare @auraconnect\/cloud-sync/,
    ],
    [
      'from a program into another by a ladder',
      'kds/src/board.ts',
      `import '../../appliance/src/main.ts';`,
      /reaches out of its workspace/,
    ],
    [
      'from a screen into the printers',
      'kds/src/board.ts',
      `import '@auraconnect/printer-drivers/printer.ts';`,
      /kds may not use printer-drivers/,
    ],
    [
      "from the renderer into Electron's main",
      'desktop-pos/src/renderer/app.tsx',
      `import '../main/main.ts';`,
      /renderer may not use desktop-pos\/main/,
    ],
    [
      'from a lower room of the trade into a higher one',
      'shared/src/money/money.ts',
      `import '../order/order.ts';`,
      /shared\/money may not use shared\/order/,
    ],
    [
      'of a type alone, against the street',
      'shared/src/tax/tax.ts',
      `import type { Order } from '../order/order.ts';`,
      /shared\/tax may not use shared\/order/,
    ],
    [
      'hidden in a type',
      'shared/src/tax/tax.ts',
      `export type T = import('../order/order.ts').Order;`,
      /shared\/tax may not use shared\/order/,
    ],
    [
      'made at run time',
      'shared/src/tax/tax.ts',
      `export const t = () => import('../order/order.ts');`,
      /shared\/tax may not use shared\/order/,
    ],
    [
      'passed on',
      'shared/src/tax/tax.ts',
      `export * from '../order/order.ts';`,
      /shared\/tax may not use shared\/order/,
    ],
    [
      "of the catalogue into the journal's envelope",
      'shared/src/journal/hash.ts',
      `import './event-catalogue.ts';`,
      /shared\/journal may not use shared\/catalogue/,
    ],
    [
      'of the protocol from below',
      'shared/src/receipt/receipt.ts',
      `import '../protocol/stream.ts';`,
      /may not use shared\/protocol/,
    ],
    ['of a Node module into the trade', 'shared/src/money/money.ts', `import 'node:crypto';`, /runs without Node/],
    ['of a Node module without its prefix', 'kds/src/board.ts', `import 'fs';`, /runs without Node/],
    [
      'of a declared package that the trade may not use',
      'shared/src/money/money.ts',
      `import 'react';`,
      /may use only zod/,
    ],
    [
      'of an undeclared package',
      'appliance/src/main.ts',
      `import 'express/lib/x.js';`,
      /express, but appliance\/package\.json/,
    ],
    [
      'of an undeclared package in a root script',
      'tooling/x.ts',
      `import 'pg';`,
      /pg, but package\.json does not declare/,
    ],
    [
      'of a test tool in a program',
      'appliance/src/main.ts',
      `import 'vitest';`,
      /vitest, but appliance\/package\.json/,
    ],
    [
      'of an adapter into a trade folder',
      'appliance/src/orders/take.ts',
      `import '../adapters/sqlite/open.ts';`,
      /does not know its adapters/,
    ],
    [
      'of the builders for tests into a program',
      'appliance/src/main.ts',
      `import '@auraconnect/shared/testing/clock.ts';`,
      /appliance may not use shared\/testing/,
    ],
    [
      'of a tool into a program',
      'appliance/src/main.ts',
      `import '../../tooling/root.ts';`,
      /reaches out of its workspace/,
    ],
    ['of something not exported', 'kds/src/board.ts', `import '@auraconnect/shared';`, /does not export/],
    ['in a folder without a row', 'shared/src/weather/sun.ts', `export {};`, /belongs to no part/],
    ['of the clock into the trade', 'shared/src/time/now.ts', `export const n = Date.now();`, /asks for Date\.now/],
    ['of the clock by another name', 'shared/src/time/now.ts', `export const n = new Date();`, /asks for new Date\(\)/],
    ['of chance into the trade', 'shared/src/time/id.ts', `export const n = Math.random();`, /asks for Math\.random/],
  ];

  test.each(wrong)('%s is caught', (_title, file, text, sentence) => {
    plant(file, `// first line\n${text}`);
    expect(found()).toEqual([expect.stringMatching(sentence)]);
  });

  test('is named by file and line', () => {
    plant('kds/src/board.ts', `\n\nimport 'express';`);
    expect(found()).toEqual(['kds/src/board.ts:3 imports express, but kds/package.json does not declare it.']);
  });

  test('in a file that does not parse stops the check', () => {
    plant('kds/src/board.ts', `import {`);
    expect(found).toThrow(/does not parse/);
  });
});
