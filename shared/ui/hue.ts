import { Hue } from '@auraconnect/shared/menu/catalogue.ts';

/** The catalogue names hues by colour, the design language by what grows in that colour. */
export const categoryOfHue: Readonly<Record<Hue, string>> = {
  red: 'tomato',
  orange: 'carrot',
  amber: 'honey',
  green: 'basil',
  teal: 'mint',
  blue: 'ocean',
  violet: 'plum',
  pink: 'cocoa',
};

export const hues: readonly Hue[] = Hue.options;
