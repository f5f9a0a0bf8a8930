import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

export interface AppOptions {
  /** The app's own folder, where its index.html is: `import.meta.dirname`. */
  readonly root: string;
  /** Where the built files go, relative to `root`. */
  readonly outDir: string;
  /** The path it is served under; './' lets the same files be served anywhere. */
  readonly base?: string;
}

/** What the screens have in common; an app's vite.config.ts is `export default appConfig({ ... })`. */
export function appConfig({ root, outDir, base = './' }: AppOptions): UserConfig {
  return {
    root,
    base,
    plugins: [react(), tailwind()],
    // shared/ui lies outside the app's folder: two copies of React would not know each other's hooks.
    resolve: { dedupe: ['react', 'react-dom'] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      cssTarget: 'chrome123',
      sourcemap: true,
      chunkSizeWarningLimit: 2000,
    },
  };
}
