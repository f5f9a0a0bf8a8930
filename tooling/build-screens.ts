import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Build, buildWhenChanged, printBuild } from './build-when-changed.ts';
import { root } from './root.ts';
import { screens, type Screen } from './screens.ts';

/**
 * Builds every screen whose sources changed since its last build and reports each as it is done.
 *
 * @param onDone called once per screen, in order
 */
export async function buildScreens(onDone: (build: Build) => void = printBuild): Promise<Build[]> {
  const builds: Build[] = [];
  for (const screen of screens) {
    if (!existsSync(path.join(root, screen.app, 'vite.config.ts'))) continue;
    const build = await buildScreen(screen);
    onDone(build);
    builds.push(build);
  }
  return builds;
}

const buildScreen = ({ name, app, output, sources }: Screen): Promise<Build> =>
  buildWhenChanged({
    name: `screen ${name}`,
    output,
    sources: [app, ...sources, 'tooling/vite-app.ts'],
    async make(folder) {
      const { build } = await import('vite');
      await build({
        root: path.join(root, app),
        configFile: path.join(root, app, 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: folder, emptyOutDir: true },
      });
    },
  });
