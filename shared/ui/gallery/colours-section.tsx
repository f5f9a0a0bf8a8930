import type { ReactElement } from 'react';
import { Card } from '../card.tsx';
import { classNames } from '../class-names.ts';
import { softToneClass, solidToneClass, textToneClass, type Tone } from '../tone.ts';
import { categories } from './demo-data.ts';
import { Specimen } from './specimen.tsx';

const surfaces = ['bg-sunken', 'bg-canvas', 'bg-surface', 'bg-raised'];
const tones: readonly Tone[] = ['neutral', 'accent', 'positive', 'warning', 'danger', 'info'];
const sizes = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl', 'text-2xl'];

export function ColoursSection(): ReactElement {
  return (
    <>
      <Specimen title="Surfaces and text">
        {surfaces.map((surface) => (
          <div key={surface} className={classNames('w-56 rounded-lg border border-line p-4', surface)}>
            <p className="text-ink">{surface} ink</p>
            <p className="text-muted">muted</p>
            <p className="text-subtle">subtle</p>
            <p className="mt-2 rounded-sm border border-line-strong px-2">line-strong</p>
          </div>
        ))}
      </Specimen>
      <Specimen title="Meanings">
        {tones.map((tone) => (
          <div key={tone} className="flex flex-col gap-2">
            <span className={classNames('rounded-md px-3 py-2 font-semibold', solidToneClass[tone])}>{tone}</span>
            <span className={classNames('rounded-md px-3 py-2 font-semibold', softToneClass[tone])}>soft</span>
            <span className={classNames('px-3 font-semibold', textToneClass[tone])}>text</span>
          </div>
        ))}
      </Specimen>
      <Specimen title="Categories">
        {categories.map((category) => (
          <span
            key={category}
            data-category={category}
            className="rounded-lg border-b-4 border-category-strong bg-category px-4 py-3 font-semibold text-on-category"
          >
            {category}
          </span>
        ))}
      </Specimen>
      <Specimen title="Type">
        <div className="flex flex-col gap-1">
          {sizes.map((size) => (
            <p key={size} className={size}>
              {size} <span className="tabular-nums">1,111.50 8,888.00</span>
            </p>
          ))}
        </div>
      </Specimen>
      <Specimen title="Both themes side by side">
        {(['light', 'dark'] as const).map((theme) => (
          <div key={theme} data-theme={theme} className="w-72 rounded-lg bg-canvas p-4 text-ink">
            <Card title={theme} description="A theme set on an element holds below it">
              <span className="rounded-sm bg-accent px-2 py-1 text-on-accent">accent</span>
            </Card>
          </div>
        ))}
      </Specimen>
    </>
  );
}
