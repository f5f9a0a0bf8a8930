import { classNames } from '@auraconnect/shared/ui/class-names.ts';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

export interface ReasonListProps {
  label: string;
  reasons: readonly string[];
  chosen: string | null;
  onChoose: (reason: string) => void;
}

/** The store's reasons under one another, quiet: what happens because of one is said by the button at the foot. */
export function ReasonList({ label, reasons, chosen, onChoose }: ReasonListProps): ReactElement {
  return (
    <RadioGroup
      aria-label={label}
      value={chosen}
      onChange={onChoose}
      className="divide-y divide-line overflow-hidden rounded-lg border border-line-strong"
    >
      {reasons.map((reason) => (
        <Radio
          key={reason}
          value={reason}
          className="flex min-h-14 items-center gap-3 bg-surface px-4 text-base -outline-offset-3 data-hovered:bg-sunken data-pressed:bg-sunken data-selected:bg-accent-soft data-selected:font-semibold"
        >
          {({ isSelected }) => (
            <>
              <span
                aria-hidden="true"
                className={classNames(
                  'grid size-6 shrink-0 place-items-center rounded-full border-2 [&_svg]:size-4',
                  isSelected ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
                )}
              >
                {isSelected && <Check />}
              </span>
              <span className="min-w-0 break-words" dir="auto">
                {reason}
              </span>
            </>
          )}
        </Radio>
      ))}
    </RadioGroup>
  );
}
