import { basename, dirname, join } from 'node:path';

// In the bundle every module is in one file, in `appliance/dist/program` (tooling/build-appliance.ts).
const bundled = basename(import.meta.filename).endsWith('.cjs');
const folder = dirname(import.meta.filename);

/** The checkout. */
export const root = bundled ? join(folder, '../../..') : join(folder, '../../../..');

const workerFile = (name: string): string =>
  bundled ? join(folder, `${name}.cjs`) : join(folder, `../worker/${name}.ts`);

/** What the threads run. */
export const readerWorkerFile: string = workerFile('reader-worker');
export const scrubWorkerFile: string = workerFile('scrub-worker');
