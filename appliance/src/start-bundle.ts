import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';

// Where a bundled appliance begins (tooling/build-appliance.ts): what V8 has compiled is kept beside the program, so that the next
// start does not compile it again. A folder that cannot be written makes starts slower, nothing else.
enableCompileCache(join(dirname(import.meta.filename), 'compile-cache'));

/** Otherwise it is written only when the program ends by itself, which a box that is switched off never does. */
const keptAfterMs = 30_000;
setTimeout(flushCompileCache, keptAfterMs).unref();

createRequire(import.meta.filename)('./main.cjs');
