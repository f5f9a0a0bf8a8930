import type { ReactElement } from 'react';
import { Checkbox } from '@auraconnect/shared/ui/checkbox.tsx';

export interface ChooseSeveralProps {
  options: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any of a few. What is chosen but no longer exists stays chosen until somebody takes it away. */
export function ChooseSeveral({ options, chosen, onChange }: ChooseSeveralProps): ReactElement {
  const gone = chosen.filter((id) => !options.some((option) => option.id === id)).map((id) => ({ id, name: id }));
  return (
    <div className="grid gap-x-6 sm:grid-cols-2">
      {[...options, ...gone].map(({ id, name }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(isChosen) => onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))}
        >
          <span dir="auto">{name}</span>
        </Checkbox>
      ))}
    </div>
  );
}
