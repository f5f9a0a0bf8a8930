import { expect, test } from 'vitest';
import { big, bar, cut, feed, row, text } from './blocks.ts';
import * as codes from './codes.ts';
import type { PrintDocument } from './document.ts';
import { drawPaper, hasCodes, lineDots, type PaperPart } from './paper-drawing.ts';

const paper = (blocks: PrintDocument['blocks'], locale = 'en-US'): PrintDocument => ({
  kind: 'receipt',
  locale,
  title: 'Receipt',
  blocks,
});
const texts = (parts: readonly PaperPart[]) => parts.filter((part) => part.type === 'text');

test('every letter stands in the columns that a printer gives it', () => {
  const { widthDots, parts } = drawPaper(paper([row('Fries', '4.50'), text('Bella', 'center', big)]), 32, null);
  expect(widthDots).toBe(384);
  const [line, name] = texts(parts);
  expect(line).toMatchObject({ text: expect.stringMatching(/^Fries +4\.50$/) as string, x: 0, widthDots: 384 });
  const wide = name?.widthDots ?? 0;
  expect(wide).toBe(5 * 12 * (name?.width ?? 0));
  expect(name?.x).toBe((384 - wide) / 2);
});

test('a line of large letters is as high as they are, and what follows stands below it', () => {
  const { heightDots, parts } = drawPaper(paper([text('Bella', 'start', big), text('Total')]), 32, null);
  const [first, second] = texts(parts);
  const high = first?.height ?? 0;
  expect(high).toBeGreaterThan(1);
  expect(heightDots).toBe((high + 1) * lineDots);
  expect(second?.y).toBeGreaterThan(high * lineDots);
});

test('what is read from the right stands where the print head puts it', () => {
  const { parts } = drawPaper(paper([row('شاي', '12.00')], 'ar-EG'), 32, null);
  const name = texts(parts).find((part) => part.direction === 'rtl');
  expect(name?.text).toBe('شاي');
  expect((name?.x ?? 0) + (name?.widthDots ?? 0)).toBe(384);
});

test('white on black lies on a bar, a cut is seen, and paper that is fed is not all shown', () => {
  const { parts, heightDots } = drawPaper(paper([text('COPY', 'center', bar), feed(9), cut]), 32, null);
  expect(parts.map(({ type }) => type)).toEqual(['bar', 'text', 'cut']);
  expect(heightDots).toBe(4 * lineDots);
});

test('codes and pictures are drawn dot by dot', () => {
  const document = paper([
    { type: 'qr', data: 'https://example.com', moduleDots: 4 },
    { type: 'barcode', symbology: 'code128', data: '1042', heightDots: 60, align: 'center' },
    { type: 'image', widthDots: 8, heightDots: 2, depth: 1, darkness: '/wA=', align: 'center' },
  ]);
  expect(hasCodes(document)).toBe(true);
  const { parts } = drawPaper(document, 32, codes);
  expect(parts.map(({ type }) => type)).toEqual(['dots', 'dots', 'text', 'dots']);
  expect(parts.at(-1)).toMatchObject({ x: 188, path: 'M0 0h8v1h-8z' });
});

test('what stands on the paper is told line by line to whoever cannot see it', () => {
  expect(drawPaper(paper([text('Bella Napoli', 'center'), row('Fries', '4.50')]), 24, null).text).toBe(
    'Bella Napoli\nFries               4.50',
  );
});
