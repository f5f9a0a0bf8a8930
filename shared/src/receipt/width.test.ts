import { describe, expect, it } from 'vitest';
import { clustersOf, textWidth } from './width.ts';

describe('the width of text on paper', () => {
  it.each([
    ['Burger 12.50', 12],
    ['Crème brûlée €5', 15],
    ['cafe\u0301', 4],
    ['寿司', 4],
    ['ﾗｰﾒﾝ', 4],
    ['ラーメン', 8],
    ['김치', 4],
    ['\u1112\u1161\u11ab', 2],
    ['Ｆｕｌｌ', 8],
    ['🍕', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇯🇵🇩🇪', 4],
    ['👍🏽', 2],
    ['1️⃣', 2],
    ['❤️', 2],
    ['❤', 1],
    ['ก็กำ', 3],
    ['क्षि', 2],
    ['نعم', 3],
    ['𠮷野家', 6],
    ['─═·→', 4],
    ['', 0],
  ])('%s takes %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  it('takes a family emoji, a flag and a letter with its accents for one grapheme each', () => {
    expect(clustersOf('👨‍👩‍👧‍👦🇯🇵e\u0323\u0302').map((cluster) => cluster.width)).toEqual([2, 2, 1]);
  });
});
