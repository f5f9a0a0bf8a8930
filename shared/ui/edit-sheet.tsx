import { Trash2 } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Sentences } from './notice.tsx';
import { Sheet } from './sheet.tsx';
import { useUiWords } from './ui-provider.tsx';

export interface EditSheetProps {
  title: string;
  children: ReactNode;
  busy: boolean;
  /**
   * Sentences about what is wrong; none when it was saved, and the sheet closes. Null: somebody thought better of it, and it
   * stays open.
   */
  onSave(): Promise<readonly string[] | null>;
  onDelete?: (() => Promise<readonly string[] | null>) | undefined;
  onClose(): void;
  size?: 'sm' | 'md' | 'lg' | undefined;
}

/** One thing being edited: its fields, what is wrong with them, and the way out. */
export function EditSheet({
  title,
  children,
  busy,
  onSave,
  onDelete,
  onClose,
  size = 'md',
}: EditSheetProps): ReactElement {
  const t = useUiWords();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const run = async (task: () => Promise<readonly string[] | null>): Promise<void> => {
    const found = await task();
    setProblems(found ?? []);
    if (found?.length === 0) onClose();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
      size={size}
      footer={
        <div className="flex w-full flex-col gap-3">
          <Sentences list={problems} />
          <div className="flex flex-wrap gap-2">
            {onDelete !== undefined && (
              <Button
                variant="quiet"
                size="lg"
                icon={<Trash2 aria-hidden="true" />}
                disabled={busy}
                onPress={() => void run(onDelete)}
              >
                {t('delete')}
              </Button>
            )}
            <Button variant="primary" size="lg" busy={busy} className="grow" onPress={() => void run(onSave)}>
              {t('save')}
            </Button>
          </div>
        </div>
      }
    >
      <div className="flex flex-col gap-5">{children}</div>
    </Sheet>
  );
}
