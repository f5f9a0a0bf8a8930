import type { PaperPicture } from '@auraconnect/shared/menu/catalogue.ts';
import { useEffect, useRef, type ReactElement } from 'react';

/** The receipt's logo in the colour of the text around it. */
export function LogoImage({ logo, name }: { logo: PaperPicture; name: string }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthDots, heightDots, bits } = logo;
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (!drawing || canvas.current === null) return;
    const bytes = Uint8Array.from(atob(bits), (character) => character.charCodeAt(0));
    const rowBytes = Math.ceil(widthDots / 8);
    drawing.clearRect(0, 0, widthDots, heightDots);
    drawing.fillStyle = getComputedStyle(canvas.current).color;
    for (let y = 0; y < heightDots; y += 1) {
      for (let x = 0; x < widthDots; x += 1) {
        const byte = bytes[y * rowBytes + (x >> 3)] ?? 0;
        if ((byte & (0x80 >> (x & 7))) !== 0) drawing.fillRect(x, y, 1, 1);
      }
    }
  }, [bits, widthDots, heightDots]);
  return (
    <canvas
      ref={canvas}
      width={widthDots}
      height={heightDots}
      role="img"
      aria-label={name}
      className="max-h-[30dvh] max-w-[70vw] text-ink"
    />
  );
}
