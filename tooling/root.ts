import path from 'node:path';

/** The checkout. */
export const root: string = path.resolve(import.meta.dirname, '..');
