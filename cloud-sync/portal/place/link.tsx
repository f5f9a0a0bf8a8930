import type { AnchorHTMLAttributes, MouseEvent, ReactElement } from 'react';
import { goTo } from './place.ts';

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
}

/** A real link: it can be opened in another tab, copied and followed by keyboard; a plain click stays in the page. */
export function Link({ href, onClick, children, ...rest }: LinkProps): ReactElement {
  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target === '_blank') return;
    event.preventDefault();
    goTo(href);
  }
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
