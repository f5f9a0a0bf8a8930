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
    sources: [app, ...sources, 'tooling/vite-app.ts', 'tooling/build-screens.ts'],
    make: (folder) => buildApp(path.join(root, app), folder),
  });

/** Builds the page that people get, whatever a shell or a test says in NODE_ENV: vite would build the one of its developers. */
export async function buildApp(app: string, folder: string): Promise<void> {
  const { build } = await import('vite');
  const { NODE_ENV: said } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      root: app,
      configFile: path.join(app, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    });
  } finally {
    if (said === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = said;
  }
}
