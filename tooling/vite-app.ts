import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import path from 'node:path';
import type { Plugin, UserConfig } from 'vite';

export interface AppOptions {
  /** The app's own folder, where its index.html is: `import.meta.dirname`. */
  readonly root: string;
  /** Where the built files go, relative to `root`. */
  readonly outDir: string;
  /** The path it is served under; './' lets the same files be served anywhere. */
  readonly base?: string;
  /** The service worker that keeps the page in the browser, relative to `root`. */
  readonly serviceWorker?: string;
}

const workerName = 'service-worker';

/** What the screens have in common; an app's vite.config.ts is `export default appConfig({ ... })`. */
export function appConfig({ root, outDir, base = './', serviceWorker }: AppOptions): UserConfig {
  const page = { index: path.join(root, 'index.html') };
  return {
    root,
    base,
    plugins: [react(), tailwind(), ...(serviceWorker === undefined ? [] : [pageFiles()])],
    // shared/ui lies outside the app's folder: two copies of React would not know each other's hooks.
    resolve: { dedupe: ['react', 'react-dom'] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      cssTarget: 'chrome123',
      sourcemap: true,
      chunkSizeWarningLimit: 2000,
      ...(serviceWorker === undefined
        ? {}
        : {
            rolldownOptions: {
              input: { ...page, [workerName]: path.join(root, serviceWorker) },
              output: {
                // A browser knows a service worker by its address, which therefore must not change with its content.
                entryFileNames: ({ name }) => (name === workerName ? '[name].js' : 'assets/[name]-[hash].js'),
              },
            },
          }),
    },
  };
}

/** Tells the service worker which files the page is made of. */
function pageFiles(): Plugin {
  return {
    name: 'page-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle[`${workerName}.js`];
      if (worker?.type !== 'chunk' || !worker.code.includes('__PAGE_FILES__'))
        throw new Error('The service worker does not ask for the files of its page.');
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !name.endsWith('.map'));
      worker.code = worker.code.replace('__PAGE_FILES__', JSON.stringify(files.toSorted()));
    },
  };
}
