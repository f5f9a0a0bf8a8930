import type { EscPosProfile } from '../escpos/profile.ts';

/**
 * How a Star printer says that a job is done.
 *
 * - `document`: ESC GS ETX, which carries an id of ours, waits for the end of the printing and answers only who asked
 * - `etb`: ETB counts up in the automatic status, which on a network every client is told, whoever's job it was
 * - `either`: both are asked and the first answer counts, for models of which only the newer ones know the first
 */
export type StarFence = 'document' | 'etb' | 'either';

/**
 * What one model that speaks Star's line mode (or StarPRNT, which shares these commands) can do, or its graphic mode, of which code pages
 * and pictures are no affair.
 */
export interface StarProfile extends Pick<
  EscPosProfile,
  'columns' | 'dotsPerLine' | 'dotsPerInch' | 'codePages' | 'cutter' | 'drawerPulse'
> {
  /** `raster-mode`: ESC * r, of line mode. `picture`: ESC GS S, of StarPRNT. */
  readonly pictures: 'raster-mode' | 'picture';
  readonly nativeQr: boolean;
  readonly answersStatus: 'yes' | 'detect';
  readonly fence: StarFence;
}

/** Numbers of ESC GS t (Star Line Mode Command Specifications). */
const starCodePages: StarProfile['codePages'] = [
  { name: 'cp858', number: 4 },
  { name: 'wpc1252', number: 32 },
  { name: 'cp437', number: 1 },
  { name: 'cp852', number: 5 },
  { name: 'cp866', number: 10 },
];

const dotsPerColumn = 12;

/** @param overNetwork clients of other programs hear the ETB counter there as well */
export function starProfile(columns: number, overNetwork: boolean): StarProfile {
  return {
    columns,
    dotsPerLine: columns * dotsPerColumn,
    dotsPerInch: 203,
    codePages: starCodePages,
    cutter: 'full-and-partial',
    drawerPulse: { onMs: 200, offMs: 200 },
    pictures: 'raster-mode',
    nativeQr: true,
    answersStatus: 'yes',
    fence: overNetwork ? 'document' : 'etb',
  };
}
