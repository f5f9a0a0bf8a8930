import { describe, expect, it } from 'vitest';
import { ReplyReader } from './replies.ts';
import { statusFrom } from './status.ts';

const realTime = (status: number) => ({ type: 'real-time', status });

describe('what a printer says', () => {
  it('is told apart by its bits, whatever is mixed in', () => {
    const automatic = [0x18, 0x00, 0x0c, 0x0f];
    const processId = [0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0x00];
    const replies = new ReplyReader().feed(
      Uint8Array.from([0x16, 0x11, ...automatic, 0x12, 0x13, ...processId, 0x00, 0x1a]),
    );
    expect(replies).toEqual([
      realTime(0x16),
      { type: 'automatic', bytes: automatic },
      realTime(0x12),
      { type: 'process-id', id: 'ABCD' },
      { type: 'queued', status: 0 },
      realTime(0x1a),
    ]);
  });

  it('does not take the tail of an automatic status for the answer to GS r', () => {
    const reader = new ReplyReader();
    expect(reader.feed(Uint8Array.of(0x10))).toEqual([]);
    expect(reader.feed(Uint8Array.of(0x00, 0x00))).toEqual([]);
    expect(reader.feed(Uint8Array.of(0x0f, 0x00))).toEqual([
      { type: 'automatic', bytes: [0x10, 0, 0, 0x0f] },
      { type: 'queued', status: 0 },
    ]);
  });

  it('passes over texts, other blocks and noise', () => {
    const name = [0x5f, ...Buffer.from('TM-T88V'), 0x00];
    const other = [0x37, 0x36, 0x31, 0x1f, 0x00];
    expect(new ReplyReader().feed(Uint8Array.from([...name, ...other, 0xff, 0x80, 0x12]))).toEqual([realTime(0x12)]);
  });

  it('is read again after a block that never ended', () => {
    const reader = new ReplyReader();
    reader.feed(Uint8Array.from([0x5f, ...Buffer.alloc(200, 0x41)]));
    expect(reader.feed(Uint8Array.of(0x12))).toContainEqual(realTime(0x12));
  });
});

describe('the state of a printer', () => {
  it.each([
    [
      [0x12, 0x12, 0x12, 0x12],
      { online: true, paper: 'ok', cover: 'closed', error: false, drawerPin: 'low', problem: null },
    ],
    [[0x16, 0x12, 0x12, 0x1e], { online: true, paper: 'near-end', drawerPin: 'high', problem: null }],
    [[0x1a, 0x32, 0x12, 0x72], { online: false, paper: 'out', problem: { code: 'paper-out' } }],
    [[0x1a, 0x16, 0x12, 0x12], { online: false, cover: 'open', problem: { code: 'cover-open' } }],
    [[0x1a, 0x52, 0x1a, 0x12], { error: true, problem: { code: 'printer-error' } }],
    [[0x1a, 0x12, 0x12, 0x12], { online: false, problem: { code: 'offline' } }],
  ])('reads %j', (answers, state) => {
    expect(statusFrom(answers)).toMatchObject({ type: 'answered', ...state });
  });
});
