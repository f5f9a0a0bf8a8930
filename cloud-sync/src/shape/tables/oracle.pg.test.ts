import { afterEach, describe, expect, inject, test } from 'vitest';
import { ShapeOracle } from '../../../testing/shape-oracle.ts';

const seeds = (process.env['ORACLE_SEEDS'] ?? '1,2,3').split(',').map(Number);

describe('what clients are told, against the table', () => {
  let oracle: ShapeOracle | null = null;
  afterEach(async () => {
    await oracle?.stop();
    oracle = null;
  });

  test.each(seeds)(
    'many transactions at once, rows that leave and return, keys that change, and a restart: seed %d',
    { timeout: 60_000 },
    async (seed) => {
      oracle = await ShapeOracle.start(inject('pgUrl'), seed);
      expect(await oracle.run()).toEqual([]);
    },
  );

  test('going by the highest number loses rows, and this is noticed', { timeout: 60_000 }, async () => {
    oracle = await ShapeOracle.start(inject('pgUrl'), 1);
    await oracle.plant(
      `update shape_source.change c set batch = clock.batch + 1 where c.seq > clock.last_seq returning c.seq, c.relation`,
    );
    expect(await oracle.run()).not.toEqual([]);
  });
});
