import { basename, dirname, join } from 'node:path';

// In a bundle every module is in one file, in `appliance/dist/program` (tooling/build-appliance.ts).
const bundled = basename(import.meta.filename).endsWith('.cjs');
const folder = dirname(import.meta.filename);

export const rasterWorkerFile: string = join(folder, bundled ? 'raster-worker.cjs' : 'raster-worker.ts');
export const fontFolder: string = join(folder, bundled ? '../../../printer-drivers/fonts' : '../../fonts');
