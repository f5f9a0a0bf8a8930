import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from './class-names.ts';
import { DialogFrame } from './dialog-frame.tsx';

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** False: no close button, no Escape, no scrim tap. */
  dismissable?: boolean | undefined;
  /** "alertdialog" interrupts: only for what cannot wait. */
  role?: 'dialog' | 'alertdialog' | undefined;
}

const widthClass = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-4xl' };

/** A box in the middle of the screen, for one question or one short task. */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
  dismissable = true,
  role = 'dialog',
}: DialogProps): ReactElement {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      className="fixed inset-0 z-50 grid animate-appear place-items-center bg-scrim p-4"
    >
      <Modal
        className={classNames(
          'flex max-h-full w-full animate-rise flex-col rounded-xl bg-raised text-ink shadow-float',
          widthClass[size],
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 grow flex-col">
          <DialogFrame
            title={title}
            description={description}
            footer={footer}
            onClose={dismissable ? () => onOpenChange(false) : undefined}
          >
            {children}
          </DialogFrame>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
