import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

/**
 * Runs a script on the given Node and ends as it ends. Where this Node can (22.15 and newer, not
 * on Windows) it becomes the script's process, so that signals and the terminal are the script's
 * own; elsewhere the script is a child and signals are passed on.
 *
 * @param {string} node
 * @param {string} script
 * @param {string[]} scriptArguments
 */
export async function runOnNode(node, script, scriptArguments) {
  const env = withNodeFirst(process.env, node);
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.execve(node, [node, script, ...scriptArguments], /** @type {Record<string, string>} */ (env));
  }

  const child = spawn(node, [script, ...scriptArguments], { stdio: 'inherit', env });
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    // Ctrl-C in a terminal reaches the child by itself; twice would mean "at once, without cleaning up".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, passOn);

  const [status, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...ending) => resolve(ending));
  });
  process.exit(signal === null ? status : 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]);
}

/**
 * What the script starts in turn (`node`, `npx`) must find Node 24 first.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node
 */
function withNodeFirst(env, node) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [path.dirname(node), ...(env[key] ?? '').split(path.delimiter)];
  return { ...env, [key]: [...new Set(folders)].join(path.delimiter) };
}
