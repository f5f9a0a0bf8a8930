import type { CSSProperties, ReactElement } from 'react';
import { bytesOfBase64 } from '@auraconnect/shared/receipt/base64.ts';
import { blackSpans } from '@auraconnect/shared/receipt/bitmap.ts';
import type { PaperDots } from '@auraconnect/shared/receipt/paper.ts';

/** Dots as they came: a logo, or text that the printer has no letters for. A screen reader learns of the text elsewhere. */
export function DotsPicture({ dots }: { dots: PaperDots }): ReactElement {
  const { widthDots, heightDots } = dots;
  let path = '';
  for (const { x, y, length } of blackSpans({ widthDots, heightDots, bits: bytesOfBase64(dots.bits) })) {
    path += `M${x} ${y}h${length}v1h-${length}z`;
  }
  return (
    <svg
      className="dots"
      style={{ '--qr-dots': widthDots } as CSSProperties}
      viewBox={`0 0 ${widthDots} ${heightDots}`}
      aria-hidden="true"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
