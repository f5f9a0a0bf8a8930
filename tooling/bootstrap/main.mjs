import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readInstalledNode } from './install-state.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { runOnNode } from './run.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Installs what is missing and hands over to the script on Node 24; the script's exit status
 * becomes ours.
 *
 * @param {string[]} commandLine the script, relative to the checkout, then its own arguments
 */
export async function main(commandLine) {
  const [script, ...scriptArguments] = commandLine;
  try {
    if (script === undefined) {
      throw new PlainFailure('Name the script to run: node tooling/bootstrap.mjs <script.ts> [arguments].');
    }
    const scriptPath = path.resolve(root, script);
    // The installer is loaded only when it is needed: most starts take the short way.
    const node = readInstalledNode(root) ?? (await (await import('./install.mjs')).install(root));
    if (!existsSync(scriptPath)) throw new PlainFailure(`There is no ${script} in this checkout.`);
    await runOnNode(node, scriptPath, scriptArguments);
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    console.error(error.message);
    process.exit(error.exitStatus);
  }
}
