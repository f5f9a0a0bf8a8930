import { expect } from 'vitest';
import { powerCuts } from '../../tooling/bench/benches/power-cuts.ts';
import { verdictOf } from '../../tooling/bench/harness/figure.ts';
import { faultTest, needsRoot, needsTool, seen } from './support/fault-test.ts';

/** `FAULT_CUTS=100` for a long night. */
const cuts = Number(process.env['FAULT_CUTS'] ?? '20');

/** The bench cuts the power and looks; here its verdict is a promise, and its control has to fail. */
faultTest(
  'what was acknowledged before the power went is there when it comes back, and is not without the sync before the answer',
  [needsRoot, needsTool('mkfs.xfs', 'xfsprogs'), needsTool('xfs_io', 'xfsprogs')],
  async () => {
    const figures = await powerCuts.run({ cuts, orders: 0, drained: 1, say: () => undefined });
    for (const figure of figures) {
      if ('skipped' in figure) throw new Error(figure.skipped);
      seen('power cut', `${figure.correct.what} (${figure.note})`);
      seen('control of power cut', figure.control.what);
      expect(figure.correct, figure.what).toMatchObject({ ok: true });
      expect(figure.control, figure.what).toMatchObject({ ok: true });
      expect(verdictOf(figure)).toBe('met');
    }
    expect(figures).toHaveLength(2);
  },
);
