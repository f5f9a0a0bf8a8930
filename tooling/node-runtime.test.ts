import { expect, test } from 'vitest';

test('the programs and their tests run on Node 24', () => {
  // The packaged Node is optional: where its download failed npm says nothing and an older Node would run.
  expect(process.versions.node, 'delete node_modules and start again').toMatch(/^24\./);
});
