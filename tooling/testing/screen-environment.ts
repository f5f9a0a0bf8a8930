import Module, { createRequire } from 'node:module';
import { builtinEnvironments, type Environment } from 'vitest/runtime';

type BidiFactory = () => unknown;

/**
 * For every style of a `bdi` or of what has a `dir`, jsdom's selectors make the writing direction's rules anew and read the
 * whole Unicode table into them: that was a third of what the tests of the screens took. Once is enough.
 */
function readTheUnicodeTableOnce(): void {
  const ofJsdom = createRequire(createRequire(import.meta.url).resolve('jsdom'));
  const ofSelectors = createRequire(ofJsdom.resolve('@asamuzakjp/dom-selector/package.json'));
  const place = ofSelectors.resolve('bidi-js');
  const make = ofSelectors(place) as BidiFactory;
  let made: unknown;
  // A module in the place of the one that was loaded: an `import` of that one has its first exports for good.
  const once = new Module(place);
  once.filename = place;
  once.loaded = true;
  once.exports = (): unknown => (made ??= make());
  ofSelectors.cache[place] = once;
}

/** jsdom, as the tests of the screens use it. */
const environment: Environment = {
  ...builtinEnvironments.jsdom,
  name: 'screen',
  setup(global, options) {
    readTheUnicodeTableOnce();
    return builtinEnvironments.jsdom.setup(global, options);
  },
};

export default environment;
