import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Heading } from 'react-aria-components/Dialog';
import { IconButton } from './icon-button.tsx';
import { useUiWords } from './ui-provider.tsx';

export interface DialogFrameProps {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** Omitted: no close button, the footer's buttons are the only way out. */
  onClose?: (() => void) | undefined;
}

/** Title, scrolling body and a foot that stays: the inside of every sheet and dialog. */
export function DialogFrame({ title, description, children, footer, onClose }: DialogFrameProps): ReactElement {
  const t = useUiWords();
  return (
    <>
      <header className="flex items-start gap-3 ps-5 pe-3 pt-3 pb-2">
        <div className="min-w-0 grow py-2">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          {description !== undefined && <p className="mt-1 text-sm text-muted">{description}</p>}
        </div>
        {onClose !== undefined && <IconButton label={t('close')} icon={<X />} onPress={onClose} />}
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{children}</div>
      {footer !== undefined && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
      )}
    </>
  );
}
