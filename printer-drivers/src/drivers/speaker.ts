import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import type { Speech } from '../models/models.ts';
import { encodeForBrand } from './brands/encoder.ts';
import { encodeEscPosDrawn } from './escpos/encoder.ts';
import { escPosTongue } from './escpos/escpos-tongue.ts';
import { StoredPictures } from './escpos/stored-pictures.ts';
import type { DrawingOptions } from './job-encoder.ts';
import { encodeStarDrawn } from './star/encoder.ts';
import { encodeStarGraphic } from './star/graphic-encoder.ts';
import { starTongue } from './star/star-tongue.ts';
import type { Tongue } from './tongue.ts';

/** One language for one printer: how a document is said, and how the answers are understood. */
export interface Speaker {
  encode(document: PrintDocument): Promise<Uint8Array>;
  tongue(): Tongue;
}

/** The language of a model on paper of so many columns. */
export function speakerOf(speech: Speech, columns: number, overNetwork: boolean, drawing: DrawingOptions): Speaker {
  switch (speech.language) {
    case 'escpos': {
      const profile = speech.profile(columns);
      const pictures = drawing.slow === true && profile.storesPictures ? new StoredPictures() : null;
      return {
        encode: (document) => encodeEscPosDrawn(document, profile, drawing, pictures),
        tongue: () => escPosTongue(profile, pictures),
      };
    }
    case 'star-line':
    case 'star-graphic': {
      const profile = speech.profile(columns, overNetwork);
      const encode = speech.language === 'star-line' ? encodeStarDrawn : encodeStarGraphic;
      return {
        encode: (document) => encode(document, profile, drawing),
        tongue: () => starTongue(profile),
      };
    }
    case 'brand': {
      const profile = speech.profile(columns);
      return {
        encode: (document) => encodeForBrand(document, profile, drawing),
        // What they answer, if anything, is what Epson's do.
        tongue: () => escPosTongue(profile),
      };
    }
  }
}
