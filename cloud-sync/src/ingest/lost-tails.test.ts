import { describe, expect, test } from 'vitest';
import { branchesOf, type History, lostTails } from './lost-tails.ts';
import type { KnownEpoch } from './store-journal.ts';

const now = '2026-11-24T23:05:00.000Z';
const aMinuteAgo = '2026-11-24T23:04:00.000Z';

const known = (epoch: string, seq: number, parent: [string, number] | null, lastSeenAt = aMinuteAgo): KnownEpoch => ({
  epoch,
  seq,
  hash: '',
  parent: parent === null ? null : { epoch: parent[0], seq: parent[1] },
  lastSeenAt,
});
const place = (epoch: string, seq: number) => ({ epoch, seq });
const history = (told: Partial<History> & Pick<History, 'head' | 'began'>): History => ({
  ended: [],
  adopted: [],
  whole: false,
  ...told,
});

describe('what a box has lost', () => {
  test('a box that just starts again has lost nothing', () => {
    const cloud = [known('one', 50, null), known('two', 80, ['one', 50])];
    const told = history({ head: place('two', 80), began: place('two', 80), ended: [place('one', 50)] });
    expect(lostTails(cloud, told, now).lost).toEqual([]);
  });

  test('a restored one has lost the rest of its epoch and the epochs that went on from there', () => {
    const cloud = [known('one', 50, null), known('two', 80, ['one', 50], now)];
    const told = history({ head: place('one', 40), began: place('one', 40) });
    expect(lostTails(cloud, told, now).lost).toEqual([
      { epoch: 'one', afterSeq: 40, throughSeq: 50 },
      { epoch: 'two', afterSeq: 50, throughSeq: 80 },
    ]);
  });

  test('it still has when it has written an epoch of its own before the cloud could answer', () => {
    const cloud = [known('one', 50, null), known('two', 80, ['one', 50], now), known('mine', 52, ['one', 50], now)];
    const told = history({ head: place('mine', 53), began: place('one', 50), ended: [place('one', 50)] });
    expect(lostTails(cloud, told, now).lost).toEqual([{ epoch: 'two', afterSeq: 50, throughSeq: 80 }]);
  });

  test('what came to the cloud late is told at a later greeting, when nobody writes it any more', () => {
    const told = history({ head: place('mine', 60), began: place('one', 40), ended: [place('one', 40)], whole: true });
    const late = (lastSeenAt: string) => [known('one', 50, null, lastSeenAt), known('mine', 60, ['one', 40], now)];
    expect(lostTails(late(now), told, now).lost).toEqual([]);
    expect(lostTails(late(aMinuteAgo), told, now).lost).toEqual([{ epoch: 'one', afterSeq: 40, throughSeq: 50 }]);
  });

  test('of two boxes that live neither takes over what the other does; of one that was retired, the other does', () => {
    const cloud = (lastSeenAt: string) => [
      known('one', 50, null),
      known('mine', 60, ['one', 50], now),
      known('again', 70, ['mine', 60], now),
      known('twin', 90, ['one', 50], lastSeenAt),
    ];
    const told = history({
      head: place('again', 70),
      began: place('mine', 60),
      ended: [place('mine', 60), place('one', 50)],
    });
    expect(lostTails(cloud(now), told, now)).toEqual({ lost: [], elsewhere: true });
    const twin = [{ epoch: 'twin', afterSeq: 50, throughSeq: 90 }];
    expect(lostTails(cloud(aMinuteAgo), told, now)).toEqual({ lost: twin, elsewhere: false });
    const retired = cloud(now).map((one) => (one.epoch === 'twin' ? { ...one, isRetired: true } : one));
    expect(lostTails(retired, told, now).lost).toEqual(twin);
  });

  test('what was adopted is not told again, and a history that begins from nothing is nobody’s loss', () => {
    const cloud = [known('one', 50, null), known('two', 80, ['one', 50]), known('other', 9, null)];
    const adopted = [place('one', 50), place('two', 70)];
    const told = history({ head: place('one', 40), began: place('one', 40), adopted });
    expect(lostTails(cloud, told, now).lost).toEqual([{ epoch: 'two', afterSeq: 70, throughSeq: 80 }]);
  });
});

test('a copied disk hears at its second greeting that the box it was copied from goes on', () => {
  const told = history({ head: place('copy', 97), began: place('one', 94), ended: [place('one', 94)] });
  const before = [known('one', 94, null, now)];
  expect(lostTails(before, told, now)).toEqual({ lost: [], elsewhere: false });
  const after = [known('one', 100, null, now), known('copy', 97, ['one', 94], now)];
  expect(lostTails(after, { ...told, whole: true }, now)).toEqual({ lost: [], elsewhere: true });
});

describe('who went on beside a history', () => {
  const told = history({ head: place('one', 60), began: place('one', 8), whole: true });

  test('is a second box as long as somebody writes there, and a branch when nobody does', () => {
    const branch = { epoch: 'clone', parent: place('one', 21) };
    expect(branchesOf([known('one', 55, null), known('clone', 30, ['one', 21], now)], told, now)).toEqual([
      { ...branch, lives: true },
    ]);
    expect(branchesOf([known('one', 55, null), known('clone', 30, ['one', 21])], told, now)).toEqual([
      { ...branch, lives: false },
    ]);
  });

  test('is nobody as long as this history has not gone on from there', () => {
    expect(branchesOf([known('one', 60, null), known('clone', 70, ['one', 60], now)], told, now)).toEqual([]);
  });
});
