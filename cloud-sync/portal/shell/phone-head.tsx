import type { ReactElement } from 'react';
import { BrandMark } from '../parts/brand.tsx';
import { AccountMenu } from './account-menu.tsx';
import { StoreSwitch } from './store-switch.tsx';

/** Which store, and whose account: all that a narrow screen has room for above the page. */
export function PhoneHead(): ReactElement {
  return (
    <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-line bg-surface px-3 py-1.5 md:hidden">
      <BrandMark className="size-7 shrink-0" />
      <div className="min-w-0 grow">
        <StoreSwitch compact />
      </div>
      <AccountMenu compact />
    </header>
  );
}
