import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * How to call npm: the very npm that is running us when there is one, else the one in PATH. It is
 * never run by the Node inside node_modules, because `npm ci` begins by deleting that.
 *
 * @param {string} root
 * @returns {{ file: string, leadingArguments: string[], shell: boolean, env: NodeJS.ProcessEnv } | undefined}
 *   undefined when there is no npm on this machine
 */
export function npmCommand(root) {
  const modules = path.join(root, 'node_modules') + path.sep;
  /** @param {string | undefined} file */
  const isOutside = (file) => file !== undefined && !path.resolve(file).startsWith(modules) && existsSync(file);

  const pathKey = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = (process.env[pathKey] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !`${path.resolve(folder)}${path.sep}`.startsWith(modules));
  const env = { ...process.env, [pathKey]: folders.join(path.delimiter) };

  /** @param {string} name */
  const inPath = (name) => folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));

  const windows = process.platform === 'win32';
  const ourNode = [process.env['npm_node_execpath'], process.execPath].find(isOutside);
  const node = ourNode ?? inPath(windows ? 'node.exe' : 'node') ?? process.execPath;
  const cli = npmCliPath(process.env['npm_execpath']);
  if (cli !== undefined && isOutside(cli)) return { file: node, leadingArguments: [cli], shell: false, env };

  const npm = inPath(windows ? 'npm.cmd' : 'npm');
  if (npm === undefined) return undefined;
  // Windows starts a .cmd only through its shell.
  return { file: windows ? `"${npm}"` : npm, leadingArguments: [], shell: windows, env };
}

/**
 * @param {string | undefined} execPath what the package manager says of itself: npm, npx, or another one
 * @returns {string | undefined}
 */
function npmCliPath(execPath) {
  if (execPath === undefined) return undefined;
  const name = path.basename(execPath);
  if (name === 'npm-cli.js') return execPath;
  return name === 'npx-cli.js' ? path.join(path.dirname(execPath), 'npm-cli.js') : undefined;
}
