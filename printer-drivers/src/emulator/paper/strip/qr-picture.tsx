import { create } from 'qrcode';
import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperQr } from '@auraconnect/shared/receipt/paper.ts';

const quietModules = 2;

/** A QR code in the printer's own module size, dark on the paper, so that a phone can read it from the screen. */
export function QrPicture({ qr }: { qr: PaperQr }): ReactElement | null {
  const { t } = useTranslation();
  const drawing = drawn(qr);
  // Too much for any code: a printer prints nothing then, and says nothing.
  if (drawing === null) return null;
  const size = drawing.size + 2 * quietModules;
  return (
    <svg
      className="qr"
      style={{ '--qr-dots': size * qr.moduleDots } as CSSProperties}
      viewBox={`${-quietModules} ${-quietModules} ${size} ${size}`}
      role="img"
      aria-label={t('qr', { data: qr.data })}
      shapeRendering="crispEdges"
    >
      <path d={drawing.path} fill="currentColor" />
    </svg>
  );
}

function drawn(qr: PaperQr): { size: number; path: string } | null {
  try {
    const { modules } = create([{ data: new TextEncoder().encode(qr.data), mode: 'byte' }], {
      errorCorrectionLevel: qr.level,
    });
    let path = '';
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
      }
    }
    return { size: modules.size, path };
  } catch {
    return null;
  }
}
