import { create } from 'qrcode';
import { useMemo, type CSSProperties, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const quietModules = 2;

/** A QR code in the printer's own module size, so that a phone can read it from the screen. */
export function QrPicture({ data, moduleDots }: { data: string; moduleDots: number }): ReactElement | null {
  const { t } = useTranslation();
  const drawing = useMemo(() => drawn(data), [data]);
  // Too much for any code: a printer prints nothing then.
  if (drawing === null) return null;
  const size = drawing.size + 2 * quietModules;
  return (
    <svg
      className="paper-qr"
      style={{ '--qr-dots': size * moduleDots } as CSSProperties}
      viewBox={`${-quietModules} ${-quietModules} ${size} ${size}`}
      role="img"
      aria-label={t('order.qr', { data })}
      shapeRendering="crispEdges"
    >
      <path d={drawing.path} fill="currentColor" />
    </svg>
  );
}

function drawn(data: string): { size: number; path: string } | null {
  try {
    const { modules } = create([{ data: new TextEncoder().encode(data), mode: 'byte' }], { errorCorrectionLevel: 'M' });
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
