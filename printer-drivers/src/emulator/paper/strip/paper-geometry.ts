/** A thermal head has 8 dots per millimetre (203 dpi); everything on the page is measured in them. */
const dotsPerMm = 8;
/** Up to here it is 58 mm paper, above 80 mm. */
const maxNarrowColumns = 35;

const narrow = { paperMm: 58, printableDots: 384 };
const wide = { paperMm: 80, printableDots: 576 };

export function paperWidthMm(columns: number): number {
  return (columns <= maxNarrowColumns ? narrow : wide).paperMm;
}

/** Custom properties of a strip: how wide its paper and a column are, in dots, and how large the letters must be for that. */
export function paperGeometry(columns: number): Record<`--${string}`, number> {
  const { paperMm, printableDots } = columns <= maxNarrowColumns ? narrow : wide;
  return {
    '--columns': columns,
    '--paper-dots': paperMm * dotsPerMm,
    '--column-dots': printableDots / columns,
    '--glyph-ratio': glyphRatio(),
  };
}

let measuredRatio: number | null = null;

/** Width of a letter of the page's monospaced font at 1 px: columns are exact whichever font a machine has. */
function glyphRatio(): number {
  if (measuredRatio !== null) return measuredRatio;
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-mono') || 'monospace';
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 0.6;
  context.font = `100px ${family}`;
  measuredRatio = context.measureText('0').width / 100;
  return measuredRatio;
}
