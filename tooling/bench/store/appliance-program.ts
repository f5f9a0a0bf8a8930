import { join } from 'node:path';
import { freePort } from '../../programs/free-port.ts';
import { Program } from '../../programs/program.ts';

export interface ApplianceProgram {
  program: Program;
  baseUrl: string;
}

/** The appliance as it is started in a store, as a process of its own; not started yet. */
export async function applianceProgram(
  dataDir: string,
  logFolder: string,
  env: Record<string, string> = {},
  entry = 'appliance/src/main.ts',
): Promise<ApplianceProgram> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const program = new Program({
    name: 'appliance',
    entry,
    env: { DATA_DIR: dataDir, APPLIANCE_PORT: String(port), LOG_LEVEL: 'error', ...env },
    healthUrl: `${baseUrl}/health`,
    logFile: join(logFolder, 'appliance.log'),
  });
  return { program, baseUrl };
}
