let measured: number | null = null;
const usualRatio = 0.6;

/** Width of a letter of the page's monospaced font at 1 px: columns are exact whichever font a machine has. */
export function glyphRatio(): number {
  if (measured !== null) return measured;
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-mono');
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return usualRatio;
  context.font = `100px ${family === '' ? 'monospace' : family}`;
  measured = context.measureText('0').width / 100;
  return measured > 0 ? measured : usualRatio;
}
