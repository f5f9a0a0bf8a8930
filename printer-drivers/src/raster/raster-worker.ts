import { parentPort } from 'node:worker_threads';
import type { Bitmap } from '@auraconnect/shared/receipt/bitmap.ts';
import type { RasterPaper, TextLine } from './line-raster.ts';

export interface RasterQuestion {
  readonly id: number;
  readonly line: TextLine;
  readonly paper: RasterPaper;
}

export type RasterAnswer =
  | { readonly type: 'drawn'; readonly id: number; readonly bitmap: Bitmap }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  /** Neither this line nor any other: native code or a font is missing on this machine. */
  | { readonly type: 'unavailable'; readonly message: string };

const port = parentPort;
const answer = (message: RasterAnswer): void => port?.postMessage(message);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What draws is loaded with the thread, and not at all on a machine that never needs it. */
const drawing = import('./draw-line.ts').then((module) => {
  module.loadFonts();
  return module;
});
drawing.catch((error: unknown) => answer({ type: 'unavailable', message: messageOf(error) }));

port?.on('message', ({ id, line, paper }: RasterQuestion) => {
  drawing.then(
    ({ drawLine }) => {
      try {
        answer({ type: 'drawn', id, bitmap: drawLine(line, paper) });
      } catch (error) {
        answer({ type: 'failed', id, message: messageOf(error) });
      }
    },
    () => {},
  );
});
