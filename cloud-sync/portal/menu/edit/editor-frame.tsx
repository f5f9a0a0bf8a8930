import { Trash2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@auraconnect/shared/ui/button.tsx';
import { Sheet } from '@auraconnect/shared/ui/sheet.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

export interface EditorFrameProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Sentences about the entry as a whole. */
  problems: readonly string[];
  size?: 'md' | 'lg';
  onSave: () => void;
  onClose: () => void;
  /** Null for an entry that is not there yet, or must stay. */
  onRemove: (() => void) | null;
}

/** The frame of every editor: nothing leaves it but a change in the draft. */
export function EditorFrame({
  title,
  description,
  children,
  problems,
  size = 'md',
  onSave,
  onClose,
  onRemove,
}: EditorFrameProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={<span dir="auto">{title}</span>}
      description={description}
      size={size}
      footer={
        <>
          {onRemove !== null && (
            <Button variant="quiet" icon={<Trash2 />} className="me-auto text-danger!" onPress={onRemove}>
              {t('edit.remove')}
            </Button>
          )}
          <Button variant="secondary" onPress={onClose}>
            {t('edit.cancel')}
          </Button>
          <Button variant="primary" onPress={onSave}>
            {t('edit.toDraft')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {problems.length > 0 && (
          <ProblemNote>
            {problems.map((problem) => (
              <p key={problem} dir="auto">
                {problem}
              </p>
            ))}
          </ProblemNote>
        )}
        {children}
        {/* Enter in a field saves, as in any form. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Sheet>
  );
}

/** Fields that belong together. */
export function FieldSet({
  legend,
  hint,
  children,
}: {
  legend: string;
  hint?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <fieldset className="min-w-0">
      <legend className="pb-2.5 text-base font-semibold">
        {legend}
        {hint !== undefined && <span className="block text-xs font-normal text-muted">{hint}</span>}
      </legend>
      {children}
    </fieldset>
  );
}
