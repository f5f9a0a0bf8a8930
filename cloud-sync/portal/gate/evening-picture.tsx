import type { ReactElement } from 'react';

/** A Friday by the hour, as every owner knows it: lunch, the quiet afternoon, the rush. Drawn, not counted. */
const friday = [6, 26, 54, 47, 22, 16, 24, 48, 86, 100, 74, 38, 16];
const weekBefore = [8, 22, 45, 50, 24, 18, 20, 40, 72, 84, 70, 44, 20];

const step = 46;
const height = 300;

export function EveningPicture(): ReactElement {
  const path = weekBefore
    .map((share, hour) => `${hour === 0 ? 'M' : 'L'}${hour * step + 15} ${height - share * 2.6}`)
    .join('');
  return (
    <svg viewBox={`0 0 ${friday.length * step} ${height + 8}`} className="w-full max-w-3xl grow" aria-hidden="true">
      {friday.map((share, hour) => (
        <rect
          key={hour}
          x={hour * step}
          y={height - share * 2.6}
          width="30"
          height={share * 2.6}
          rx="6"
          className={share > 70 ? 'fill-accent' : 'fill-accent/25'}
        />
      ))}
      <path d={path} className="fill-none stroke-muted" strokeWidth="2.5" strokeDasharray="2 7" strokeLinecap="round" />
    </svg>
  );
}
