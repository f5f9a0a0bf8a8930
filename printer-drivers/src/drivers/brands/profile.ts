import type { EscPosProfile } from '../escpos/profile.ts';
import type { LetterLimits } from '../within-reach.ts';
import { brotherStripes, darumaStripes, type Stripes } from './stripes.ts';

/** Makers whose own commands node-thermal-printer knows. */
export type Brand = 'tanca' | 'daruma' | 'brother' | 'custom';

export interface BrandProfile extends Pick<
  EscPosProfile,
  'columns' | 'dotsPerLine' | 'codePages' | 'drawerPulse' | 'realTimeStatus' | 'fence'
> {
  readonly brand: Brand;
  readonly letters: LetterLimits;
  /** GS ! and ESC d, of those who follow Epson in all but the cut and the buzzer. */
  readonly followsEpson: boolean;
  /** `raster`: GS v 0, as Epson; otherwise ESC *. */
  readonly pictures: 'raster' | Stripes;
  readonly nativeQr: boolean;
  readonly hasDrawerSocket: boolean;
}

const dotsPerColumn = 12;
/** The numbers of ESC t that these makers have in common with Epson. */
const epsonNumbers: BrandProfile['codePages'] = [
  { name: 'cp858', number: 19 },
  { name: 'cp437', number: 0 },
  { name: 'cp850', number: 2 },
];

const followers = {
  codePages: epsonNumbers,
  letters: { maxWidth: 8, maxHeight: 8, inverted: true },
  followsEpson: true,
  pictures: 'raster',
  nativeQr: true,
  hasDrawerSocket: true,
  realTimeStatus: 'detect',
  fence: 'detect',
} as const;

const brands: Record<Brand, Omit<BrandProfile, 'columns' | 'dotsPerLine' | 'drawerPulse' | 'brand'>> = {
  tanca: followers,
  custom: followers,
  daruma: {
    // The one number that two public tables of this printer agree on (node-thermal-printer's and escpos-buffer's); Portuguese needs no other.
    codePages: [{ name: 'cp850', number: 2 }],
    letters: { maxWidth: 2, maxHeight: 2, inverted: false },
    followsEpson: false,
    pictures: darumaStripes,
    nativeQr: false,
    hasDrawerSocket: true,
    realTimeStatus: 'no',
    fence: 'none',
  },
  brother: {
    codePages: [
      { name: 'wpc1252', number: 2 },
      { name: 'cp437', number: 0 },
    ],
    letters: { maxWidth: 2, maxHeight: 1, inverted: false },
    followsEpson: false,
    pictures: brotherStripes,
    nativeQr: true,
    hasDrawerSocket: false,
    realTimeStatus: 'no',
    fence: 'none',
  },
};

export function brandProfile(brand: Brand, columns: number): BrandProfile {
  return {
    ...brands[brand],
    brand,
    columns,
    dotsPerLine: columns * dotsPerColumn,
    drawerPulse: { onMs: 100, offMs: 500 },
  };
}
