import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from './class-names.ts';
import { DialogFrame } from './dialog-frame.tsx';

export interface SheetProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons that stay in view while the body scrolls. */
  footer?: ReactNode;
  /** Width on a wide screen: sm 24 rem, md 30 rem, lg 44 rem. */
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** False keeps it open on Escape, scrim taps and has no close button: for work that must end with an answer. */
  dismissable?: boolean | undefined;
}

const widthClass = { sm: 'md:w-96', md: 'md:w-120', lg: 'md:w-176' };

/** A panel from the inline end; on a narrow screen it comes from below, where the thumb is. */
export function Sheet({
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
  dismissable = true,
}: SheetProps): ReactElement {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      className="fixed inset-0 z-40 flex animate-appear items-end justify-end bg-scrim md:items-stretch"
    >
      <Modal
        className={classNames(
          'flex w-full animate-rise flex-col bg-raised text-ink shadow-float',
          'max-h-[92dvh] rounded-t-xl pb-[env(safe-area-inset-bottom)]',
          'md:max-h-none md:animate-slide-in md:rounded-none md:rounded-s-xl',
          widthClass[size],
        )}
      >
        <AriaDialog className="flex min-h-0 grow flex-col">
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
