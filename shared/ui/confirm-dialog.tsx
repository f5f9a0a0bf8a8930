import { useState, type ReactElement, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';

export interface ConfirmDialogProps {
  isOpen: boolean;
  /** What will happen, as a question or a statement: "Void 2 lines?" */
  title: ReactNode;
  /** What it means, in a sentence: who sees it, what cannot be taken back. */
  children?: ReactNode;
  /** The verb that does it: "Void 2 lines". Never "OK" or "Yes". */
  confirmLabel: string;
  /** The verb that leaves things as they are: "Keep them". */
  cancelLabel: string;
  tone?: 'danger' | 'primary' | 'positive' | undefined;
  /** A promise keeps the dialog open and busy until it settles; closing is the caller's act. */
  onConfirm: () => void | Promise<void>;
  onCancel: () => void;
}

/**
 * Only for what cannot be undone. The focus starts on the way back, and Escape takes it, so that a
 * person who types ahead cannot destroy anything.
 */
export function ConfirmDialog({
  isOpen,
  title,
  children,
  confirmLabel,
  cancelLabel,
  tone = 'danger',
  onConfirm,
  onCancel,
}: ConfirmDialogProps): ReactElement {
  const [busy, setBusy] = useState(false);

  async function confirm(): Promise<void> {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
    }
  }

  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open && !busy) onCancel();
      }}
      className="fixed inset-0 z-50 grid animate-appear place-items-end bg-scrim p-4 sm:place-items-center"
    >
      <Modal className="w-full max-w-md animate-rise rounded-xl bg-raised text-ink shadow-float">
        <AriaDialog role="alertdialog" className="flex flex-col gap-2 p-5">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          {children !== undefined && <div className="text-sm text-muted">{children}</div>}
          <div className="mt-4 grid grid-cols-2 gap-2">
            <Button size="lg" autoFocus disabled={busy} onPress={onCancel}>
              {cancelLabel}
            </Button>
            <Button size="lg" variant={tone} busy={busy} onPress={() => void confirm()}>
              {confirmLabel}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
