import { describe, expect, it, onTestFinished } from 'vitest';
import type { Printer, PrintOutcome, PrintProblemCode } from './printer.ts';

/** A printer with somebody in front of it, who sees its paper and can break it. */
export interface PrinterRig {
  readonly printer: Printer;
  /** One job that prints `words` on a paper of its own and cuts it. */
  readonly job: (words: string) => Promise<Uint8Array>;
  /** Text of the papers that came out so far. */
  readonly papers: () => Promise<string[]>;
  break(fault: 'paper-out' | 'cover-open' | 'stalled' | 'switched-off'): Promise<void>;
  mend(): Promise<void>;
  /** From now on the connection breaks after so many more bytes, once. */
  breakAfter(bytes: number): Promise<void>;
  /** Where a broken connection has to be plugged in again by somebody. */
  plugIn?(): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * What a printer can tell. One that answers nothing keeps weaker promises: it cannot say that it has no paper or an open cover,
 * nor that it printed; only the line says that it took every byte and that somebody at its other end let go of it in good order.
 */
export type Answers = 'everything' | 'nothing';

/** The suite that every transport and language passes, over a printer that can really be broken. */
export function describePrinter(
  name: string,
  makeRig: () => Promise<PrinterRig>,
  answers: Answers = 'everything',
): void {
  async function rigged(): Promise<PrinterRig> {
    const rig = await makeRig();
    onTestFinished(() => rig.dispose());
    return rig;
  }

  describe(`the printer contract over ${name}`, () => {
    promisesOfAll(rigged, answers);
    if (answers === 'everything') promisesOfOneThatAnswers(rigged);
    else promisesOfAMuteOne(rigged);
  });
}

type Rigged = () => Promise<PrinterRig>;

/** What holds whether a printer answers or not. */
function promisesOfAll(rigged: Rigged, answers: Answers): void {
  it('confirms a job when its paper is out, and no more than it knows', async () => {
    const { printer, job, papers } = await rigged();
    const outcome = await printer.print(await job('One burger'));
    const evidence = answers === 'nothing' ? /^delivered$/ : /^(printed|processed)$/;
    expect(outcome).toEqual({ type: 'confirmed', evidence: expect.stringMatching(evidence) });
    expect(await papers()).toEqual(['One burger']);
  });

  it('prints jobs one after the other in the order they were given', async () => {
    const { printer, job, papers } = await rigged();
    const words = Array.from({ length: 20 }, (_, index) => `Ticket ${index}`);
    const jobs = await Promise.all(words.map((text) => job(text)));
    const outcomes = await Promise.all(jobs.map((bytes) => printer.print(bytes)));
    expect(outcomes.every((outcome) => outcome.type === 'confirmed')).toBe(true);
    expect(await papers()).toEqual(words);
  });

  it('says that it is about to send after it is connected and before the first byte', async () => {
    const { printer, job, papers } = await rigged();
    const order: string[] = [];
    await printer.print(await job('A'), {
      onFirstByte: async () => {
        order.push(`papers before: ${(await papers()).length}`);
      },
    });
    expect(order).toEqual(['papers before: 0']);
  });

  it('sends nothing when the journal refuses to take note of it', async () => {
    const { printer, job, papers } = await rigged();
    const print = printer.print(await job('A'), { onFirstByte: () => Promise.reject(new Error('disk full')) });
    await expect(print).rejects.toThrow('disk full');
    expect((await printer.print(await job('B'))).type).toBe('confirmed');
    expect(await papers()).toEqual(['B']);
  });

  it('fails with nothing sent while it is switched off, and prints when that is mended', () =>
    failsWithNothingSent(rigged, 'switched-off', 'unreachable'));

  it('fails with nothing sent when the printer dies between two jobs of a warm line', async () => {
    const rig = await rigged();
    await rig.printer.print(await rig.job('A'));
    await rig.break('switched-off');
    expect(await rig.printer.print(await rig.job('B'))).toMatchObject({
      type: 'failed',
      sentBytes: 0,
      code: 'unreachable',
    });
    await rig.mend();
    expect((await rig.printer.print(await rig.job('C'))).type).toBe('confirmed');
    expect(await rig.papers()).toEqual(['A', 'C']);
  });

  it('does not know what came out when the line breaks in mid-job, and goes on with the next job', async () => {
    const rig = await rigged();
    await rig.breakAfter(400);
    const outcome = await rig.printer.print(await rig.job(`Long\n${'x\n'.repeat(5000)}`));
    expect(outcome.type).toBe('unknown');
    expect((outcome as { sentBytes: number }).sentBytes).toBeGreaterThan(0);
    await rig.plugIn?.();
    expect((await rig.printer.print(await rig.job('Next'))).type).toBe('confirmed');
    expect((await rig.papers()).at(-1)).toBe('Next');
  });

  it('sends nothing of a job that is cancelled before its first byte', async () => {
    const { printer, job, papers } = await rigged();
    const cancelled = AbortSignal.abort();
    expect(await printer.print(await job('A'), { signal: cancelled })).toMatchObject({
      type: 'failed',
      sentBytes: 0,
      code: 'cancelled',
    });
    const late = new AbortController();
    expect(await printer.print(await job('B'), { signal: late.signal, onFirstByte: () => late.abort() })).toMatchObject(
      {
        type: 'failed',
        sentBytes: 0,
        code: 'cancelled',
      },
    );
    expect((await printer.print(await job('C'))).type).toBe('confirmed');
    expect(await papers()).toEqual(['C']);
  });

  it('does not know what came out of a job that is cancelled after its first byte', async () => {
    const rig = await rigged();
    const cancel = new AbortController();
    const print = rig.printer.print(await rig.job('A'), {
      signal: cancel.signal,
      onFirstByte: async () => {
        await rig.break('stalled');
        setTimeout(() => cancel.abort(), 100);
      },
    });
    expect(await print).toMatchObject({ type: 'unknown', code: 'cancelled' });
  });

  it('fails what is still waiting when it is closed, and everything after', async () => {
    const { printer, job, papers } = await rigged();
    const first = printer.print(await job('A'));
    await settleTurn();
    const second = printer.print(await job('B'));
    await printer.close();
    expect((await first).type).toBe('confirmed');
    expect(await second).toMatchObject({ type: 'failed', code: 'closed' });
    expect(await printer.print(await job('C'))).toMatchObject({ type: 'failed', sentBytes: 0, code: 'closed' });
    expect(await papers()).toEqual(['A']);
  });

  it('gives a sentence for staff with everything that is not confirmed', async () => {
    const rig = await rigged();
    await rig.break('switched-off');
    const outcome = (await rig.printer.print(await rig.job('A'))) as Extract<PrintOutcome, { type: 'failed' }>;
    expect(outcome.reason).toMatch(/^[A-Z].+[.?]$/);
  });
}

function promisesOfOneThatAnswers(rigged: Rigged): void {
  it.each([
    ['paper-out', 'paper-out'],
    ['cover-open', 'cover-open'],
    ['stalled', 'no-answer'],
  ] as const)('fails with nothing sent while it is %s, and prints when that is mended', (fault, code) =>
    failsWithNothingSent(rigged, fault, code),
  );

  it.each(['paper-out', 'stalled'] as const)('does not know what came out when it is %s in mid-job', async (fault) => {
    const rig = await rigged();
    const outcome = await rig.printer.print(await rig.job('A'), { onFirstByte: () => rig.break(fault) });
    expect(outcome).toMatchObject({ type: 'unknown', code: fault === 'paper-out' ? 'paper-out' : 'not-confirmed' });
  });

  it('tells how the printer is', async () => {
    const rig = await rigged();
    expect(await rig.printer.status()).toMatchObject({
      type: 'answered',
      online: true,
      paper: 'ok',
      cover: 'closed',
      problem: null,
    });
    await rig.break('paper-out');
    expect(await rig.printer.status()).toMatchObject({
      type: 'answered',
      online: false,
      paper: 'out',
      problem: { code: 'paper-out' },
    });
    await rig.break('switched-off');
    expect(await rig.printer.status()).toMatchObject({ type: 'unreachable' });
  });
}

/** What is left of the promises when nothing comes back. It never says less than it knows, and never more. */
function promisesOfAMuteOne(rigged: Rigged): void {
  it.each(['paper-out', 'cover-open', 'stalled'] as const)(
    'cannot see before a job that it is %s: the job is sent and nobody knows, since it comes out when that is mended',
    async (fault) => {
      const rig = await rigged();
      await rig.break(fault);
      let begun = false;
      const bytes = await rig.job('A');
      const outcome = await rig.printer.print(bytes, { onFirstByte: () => void (begun = true) });
      // Never `failed`, which a program would print again: it would be on paper twice.
      expect(outcome).toMatchObject({ type: 'unknown', code: 'stalled', sentBytes: bytes.length });
      expect(begun).toBe(true);
      expect(await rig.papers()).toEqual([]);
      await rig.mend();
      await expect.poll(rig.papers).toEqual(['A']);
      expect(await untilConfirmed(rig, 'B')).toBe(true);
      expect(await rig.papers()).toEqual(['A', 'B']);
    },
  );

  it.each(['paper-out', 'cover-open', 'stalled'] as const)(
    'does not know what came out when it is %s in mid-job, and not why',
    async (fault) => {
      const rig = await rigged();
      const outcome = await rig.printer.print(await rig.job('A'), { onFirstByte: () => rig.break(fault) });
      expect(outcome).toMatchObject({ type: 'unknown', code: 'stalled' });
    },
  );

  it('counts what left of a job that is larger than all that the line and the printer hold while it takes nothing', async () => {
    const rig = await rigged();
    const endless = new Uint8Array(endlessBytes).fill(0x0a);
    const outcome = await rig.printer.print(endless, { onFirstByte: () => rig.break('stalled') });
    expect(outcome).toMatchObject({ type: 'unknown', code: 'stalled' });
    const { sentBytes } = outcome as { sentBytes: number };
    expect(sentBytes).toBeGreaterThan(0);
    expect(sentBytes).toBeLessThan(endlessBytes);
  });

  it('says that it does not answer, whatever it lacks, and that it cannot be reached when it is off', async () => {
    const rig = await rigged();
    expect(await rig.printer.status()).toEqual({ type: 'silent' });
    for (const fault of ['paper-out', 'cover-open', 'stalled'] as const) {
      await rig.break(fault);
      expect(await rig.printer.status()).toEqual({ type: 'silent' });
      await rig.mend();
    }
    await rig.break('switched-off');
    expect(await rig.printer.status()).toMatchObject({ type: 'unreachable' });
  });
}

/** More than the buffers of a connection on one machine. */
const endlessBytes = 32_000_000;

async function failsWithNothingSent(
  rigged: Rigged,
  fault: Parameters<PrinterRig['break']>[0],
  code: PrintProblemCode,
): Promise<void> {
  const rig = await rigged();
  await rig.break(fault);
  let begun = false;
  const outcome = await rig.printer.print(await rig.job('A'), { onFirstByte: () => void (begun = true) });
  expect(outcome).toMatchObject({ type: 'failed', sentBytes: 0, code });
  expect(begun).toBe(false);
  await rig.mend();
  expect(await untilConfirmed(rig, 'B')).toBe(true);
  expect(await rig.papers()).toEqual(['B']);
}

/** A printer that was stalled may need a moment until it serves again. */
async function untilConfirmed(rig: PrinterRig, words: string): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const outcome = await rig.printer.print(await rig.job(words));
    if (outcome.type === 'confirmed') return true;
    if (outcome.type === 'unknown') return false;
  }
  return false;
}

/** Lets what was started begin. */
async function settleTurn(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
