import type { Hue } from '@auraconnect/shared/menu/catalogue.ts';
import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import type { ReactElement } from 'react';
import { categoryOfHue } from '@auraconnect/shared/ui/hue.ts';

export interface AvatarProps {
  name: string;
  hue: Hue;
  size?: 'sm' | 'lg';
}

/** Who it is at a glance: initials on the person's own colour. The name always stands beside it or is spoken. */
export function Avatar({ name, hue, size = 'sm' }: AvatarProps): ReactElement {
  return (
    <span
      aria-hidden="true"
      data-category={categoryOfHue[hue]}
      className={classNames(
        'inline-grid shrink-0 place-items-center rounded-full border-2 border-category-strong bg-category font-semibold text-on-category',
        size === 'lg' ? 'size-16 text-base' : 'size-10 text-sm',
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** First letters of the first and the last word; by grapheme, so that accents and other scripts stay whole. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].flatMap((word) => {
    if (word === undefined) return [];
    const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
    return first === undefined ? [] : [first.segment];
  });
  return letters.join('').toLocaleUpperCase();
}
