import { createRequire } from 'node:module';
import path from 'node:path';
import type { InlineConfig } from 'vite';
import { type Build, buildWhenChanged } from './build-when-changed.ts';
import { root } from './root.ts';

const output = 'appliance/dist/program';

/** How the bundled appliance is started. */
export const bundledAppliance = {
  /** From the root of the checkout. */
  entry: `${output}/start.cjs`,
  // Orders come some a second, not by the thousand: with more room for what is soon thrown away it would only hold more of it.
  nodeOptions: ['--max-semi-space-size=4'],
  // Otherwise glibc keeps a heap for each of a dozen threads, which hold little but never give it back.
  env: { MALLOC_ARENA_MAX: '2' },
};

/** By the name of their file in the bundle. */
const entries = {
  start: 'appliance/src/start-bundle.ts',
  main: 'appliance/src/main.ts',
  'reader-worker': 'appliance/src/adapters/worker/reader-worker.ts',
  'scrub-worker': 'appliance/src/adapters/worker/scrub-worker.ts',
  'raster-worker': 'printer-drivers/src/raster/raster-worker.ts',
};

/**
 * Left out of the bundle: they look for native code in the folder of their own package, or, as the last one, bring along the tables of a
 * hundred encodings for the few stores that have such a printer.
 */
const outside = ['better-sqlite3', '@node-rs/argon2', '@napi-rs/canvas', 'serialport', 'usb', 'node-thermal-printer'];

const besideExpress = createRequire(createRequire(import.meta.url).resolve('express'));

/**
 * Bundles the appliance as a store runs it, when its sources changed since the last build. Run from its sources it resolves,
 * reads and strips a thousand files at each start.
 */
export function buildAppliance(): Promise<Build> {
  return buildWhenChanged({
    name: 'appliance',
    output,
    sources: ['appliance/src', 'printer-drivers/src', 'shared/src', 'tooling/build-appliance.ts'],
    async make(folder) {
      const { build } = await import('vite');
      for (const name of Object.keys(entries) as (keyof typeof entries)[]) await build(bundle(name, folder));
    },
  });
}

/**
 * One file that needs no other of ours: a program that runs on while a newer one is built must not look for a piece of the old.
 * CommonJS, because importing `node:http` as a module touches all it exports, and with that loads the whole of `fetch`.
 */
function bundle(name: keyof typeof entries, folder: string): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'import.meta.filename': '__filename' },
    // Four packages bring the same one along, and each copy sorts its thousand types at start.
    resolve: { alias: { 'mime-types': besideExpress.resolve('mime-types') } },
    ssr: { noExternal: true, external: outside },
    build: {
      ssr: path.join(root, entries[name]),
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        external: outside,
        output: {
          format: 'cjs',
          entryFileNames: `${name}.cjs`,
          codeSplitting: false,
          // What is smaller is read sooner; names stay, for stack traces.
          minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  };
}
