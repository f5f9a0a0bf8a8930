import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { FieldLabel, FieldNotes } from '@auraconnect/shared/ui/field-parts.tsx';

export interface ChoiceCard<Id extends string> {
  id: Id;
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
}

export interface ChoiceCardsProps<Id extends string> {
  label: string;
  options: readonly ChoiceCard<Id>[];
  value: Id | null;
  onChange(id: Id): void;
  errorMessage?: string | undefined;
}

/** One of a few, where each needs a sentence to be chosen by. */
export function ChoiceCards<Id extends string>({
  label,
  options,
  value,
  onChange,
  errorMessage,
}: ChoiceCardsProps<Id>): ReactElement {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => onChange(next as Id)}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      className="flex flex-col gap-2"
    >
      <FieldLabel label={label} labelHidden />
      {options.map((option) => (
        <Radio
          key={option.id}
          value={option.id}
          className="group flex min-h-18 cursor-pointer items-center gap-4 rounded-lg border border-line-strong bg-surface p-4 transition-colors data-hovered:bg-sunken data-selected:border-accent data-selected:inset-ring data-selected:inset-ring-accent"
        >
          {option.icon !== undefined && (
            <span className="shrink-0 text-muted group-data-selected:text-accent [&_svg]:size-6">{option.icon}</span>
          )}
          <span className="min-w-0 grow">
            <span className="block text-base font-semibold">{option.title}</span>
            {option.text !== undefined && <span className="block text-sm text-muted">{option.text}</span>}
          </span>
          <span className="grid size-6 shrink-0 place-items-center rounded-full border-2 border-line-strong group-data-selected:border-accent group-data-selected:bg-accent group-data-selected:text-on-accent">
            <Check className="invisible size-4 group-data-selected:visible" strokeWidth={3} aria-hidden="true" />
          </span>
        </Radio>
      ))}
      <FieldNotes description={undefined} errorMessage={errorMessage} />
    </RadioGroup>
  );
}
