import { CircleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { VisuallyHidden } from './visually-hidden.tsx';

/** What every field has around its input. */
export interface FieldProps {
  label: string;
  /** Keeps the label for those who hear the screen and frees its room. */
  labelHidden?: boolean | undefined;
  /** An example or a hint beside the question. */
  description?: ReactNode;
  /** One sentence with the way out; its presence marks the field invalid. */
  errorMessage?: string | undefined;
  disabled?: boolean | undefined;
  required?: boolean | undefined;
}

export const fieldClass = 'flex flex-col gap-1.5';

/** The box around what is typed: 44 px or more, with an edge that can be seen. */
export const inputBoxClass =
  'min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-subtle data-disabled:bg-sunken data-disabled:text-subtle data-invalid:border-danger data-invalid:inset-ring data-invalid:inset-ring-danger';

export function FieldLabel({
  label,
  labelHidden = false,
  required = false,
}: Pick<FieldProps, 'label' | 'labelHidden' | 'required'>): ReactElement {
  const text = (
    <>
      {label}
      {required && <span aria-hidden="true"> *</span>}
    </>
  );
  return labelHidden ? (
    <VisuallyHidden>
      <Label>{text}</Label>
    </VisuallyHidden>
  ) : (
    <Label className="text-sm font-medium text-ink">{text}</Label>
  );
}

export function FieldNotes({
  description,
  errorMessage,
}: Pick<FieldProps, 'description' | 'errorMessage'>): ReactElement {
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className="text-xs text-muted">
          {description}
        </Text>
      )}
      {errorMessage !== undefined && (
        <FieldError className="flex items-start gap-1.5 text-sm font-medium text-danger">
          <CircleAlert className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
          {errorMessage}
        </FieldError>
      )}
    </>
  );
}
