import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { classNames } from './class-names.ts';

export interface MenuItem<Id extends string = string> {
  id: Id;
  label: string;
  icon?: ReactNode;
  /** Small words at the inline end: a key, a state. */
  hint?: string | undefined;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
}

export interface MenuProps<Id extends string = string> {
  /** The button that opens it: a Button or IconButton. */
  trigger: ReactElement;
  /** What the menu acts on, spoken: "Line: Margherita". */
  label: string;
  items: readonly MenuItem<Id>[];
  onAction: (id: Id) => void;
  placement?: PopoverProps['placement'] | undefined;
}

/** The rest of what can be done, one tap away. */
export function Menu<Id extends string = string>({
  trigger,
  label,
  items,
  onAction,
  placement = 'bottom end',
}: MenuProps<Id>): ReactElement {
  return (
    <MenuTrigger>
      {trigger}
      <Popover
        placement={placement}
        className="min-w-56 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float"
      >
        <AriaMenu
          aria-label={label}
          items={items}
          disabledKeys={items.filter((item) => item.disabled === true).map((item) => item.id)}
          onAction={(key) => onAction(key as Id)}
          className="outline-none"
        >
          {(item) => (
            <AriaMenuItem
              id={item.id}
              textValue={item.label}
              className={classNames(
                'flex min-h-11 items-center gap-3 rounded-md px-3 py-2 text-sm -outline-offset-2 data-disabled:text-subtle data-focused:bg-sunken [&_svg]:size-5 [&_svg]:shrink-0',
                item.danger === true && 'text-danger',
              )}
            >
              {item.icon}
              <span className="min-w-0 grow">{item.label}</span>
              {item.hint !== undefined && <span className="shrink-0 text-xs text-muted">{item.hint}</span>}
            </AriaMenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
