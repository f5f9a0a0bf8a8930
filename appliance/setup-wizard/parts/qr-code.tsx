import { create } from 'qrcode';
import { useMemo, type ReactElement } from 'react';

const quietModules = 4;

/** A QR code as one path, dark on white in both themes, since cameras read it that way. */
export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const { size, path } = useMemo(() => drawQr(text), [text]);
  const edge = size + 2 * quietModules;
  return (
    <svg
      viewBox={`${-quietModules} ${-quietModules} ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="w-full rounded-lg border border-line"
    >
      <rect x={-quietModules} y={-quietModules} width={edge} height={edge} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}

function drawQr(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark = [...modules.data].flatMap((isDark, place) => (isDark === 0 ? [] : [place]));
  return {
    size: modules.size,
    path: dark.map((place) => `M${place % modules.size} ${Math.floor(place / modules.size)}h1v1h-1z`).join(''),
  };
}
