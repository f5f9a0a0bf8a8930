import { basename, dirname, join } from 'node:path';

// In the bundle every module is in one file, in `appliance/dist/program` (tooling/build-appliance.ts).
const bundled = basename(import.meta.filename).endsWith('.cjs');
const folder = dirname(import.meta.filename);

/** The checkout. */
export const root = bundled ? join(folder, '../../..') : join(folder, '../../../..');

/** What the reader's thread runs. */
export const readerWorkerFile = bundled
  ? join(folder, 'reader-worker.cjs')
  : join(folder, '../worker/reader-worker.ts');
