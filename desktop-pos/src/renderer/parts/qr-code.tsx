import { create } from 'qrcode';
import { useMemo, type ReactElement } from 'react';

/** A QR code as one path, dark on white in both themes, since cameras read it that way. */
export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const { size, path } = useMemo(() => drawQr(text), [text]);
  const edge = 4;
  return (
    <svg
      viewBox={`${-edge} ${-edge} ${size + 2 * edge} ${size + 2 * edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="w-full rounded-lg"
    >
      <rect x={-edge} y={-edge} width={size + 2 * edge} height={size + 2 * edge} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}

function drawQr(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.data[row * modules.size + column]) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { size: modules.size, path };
}
