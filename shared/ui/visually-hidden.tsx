import type { ReactElement, ReactNode } from 'react';
import { VisuallyHidden as AriaVisuallyHidden } from 'react-aria-components/VisuallyHidden';

export interface VisuallyHiddenProps {
  children: ReactNode;
}

/** Words for a screen reader only. */
export function VisuallyHidden({ children }: VisuallyHiddenProps): ReactElement {
  return <AriaVisuallyHidden elementType="span">{children}</AriaVisuallyHidden>;
}
