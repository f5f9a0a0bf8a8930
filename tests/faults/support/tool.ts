import { spawnSync } from 'node:child_process';

/** Runs a tool of the system to its end. @throws with what it said when it failed */
export function must(file: string, programArguments: readonly string[], input?: string): string {
  const { status, stdout, stderr } = spawnSync(file, programArguments, { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${file} ${programArguments.join(' ')}: ${(stderr ?? '').trim()}`);
  return stdout;
}
