import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const here = import.meta.dirname;

/** One file of the desktop program: everything inside but Electron and Node, as CommonJS, which a sandboxed preload script must be. */
function bundle(name: 'main' | 'preload', outFolder: string): InlineConfig {
  return {
    configFile: false,
    root: here,
    logLevel: 'warn',
    define: { 'import.meta.dirname': '__dirname' },
    ssr: { noExternal: true },
    build: {
      ssr: join(here, 'src', name, `${name}.ts`),
      outDir: join(outFolder, name),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: `${name}.cjs` } },
    },
  };
}

/** Bundles `main/main.cjs` and `preload/preload.cjs`. The renderer has its own build. */
export async function buildDesktop(outFolder: string = join(here, 'dist')): Promise<void> {
  await build(bundle('main', outFolder));
  await build(bundle('preload', outFolder));
}

if (import.meta.main) await buildDesktop();
