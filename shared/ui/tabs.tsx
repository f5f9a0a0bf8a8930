import type { ReactElement, ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { classNames } from './class-names.ts';

export interface TabItem<Id extends string = string> {
  id: Id;
  label: string;
  icon?: ReactNode;
  /** Small figure after the label. */
  count?: number | undefined;
  disabled?: boolean | undefined;
  content: ReactNode;
}

export interface TabsProps<Id extends string = string> {
  /** What the tabs choose between, spoken. */
  label: string;
  items: readonly TabItem<Id>[];
  selectedId: Id;
  onChange: (id: Id) => void;
  size?: 'md' | 'lg' | undefined;
  className?: string | undefined;
  panelClassName?: string | undefined;
}

/** Views of the same thing. The list scrolls sideways when it must and never wraps. */
export function Tabs<Id extends string = string>({
  label,
  items,
  selectedId,
  onChange,
  size = 'md',
  className,
  panelClassName,
}: TabsProps<Id>): ReactElement {
  return (
    <AriaTabs
      selectedKey={selectedId}
      onSelectionChange={(key) => onChange(key as Id)}
      className={classNames('flex min-h-0 flex-col', className)}
    >
      <TabList aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto border-b border-line">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            isDisabled={item.disabled ?? false}
            className={classNames(
              '-mb-px flex shrink-0 items-center gap-2 border-b-3 border-transparent px-4 font-medium whitespace-nowrap text-muted -outline-offset-3',
              'data-hovered:text-ink data-selected:border-accent data-selected:text-ink data-disabled:text-subtle [&_svg]:size-5',
              size === 'lg' ? 'min-h-14 text-base' : 'min-h-11 text-sm',
            )}
          >
            {item.icon}
            {item.label}
            {item.count !== undefined && (
              <span className="min-w-6 rounded-full bg-sunken px-1.5 text-center text-xs tabular-nums text-muted">
                {item.count}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={classNames('min-h-0 grow pt-4', panelClassName)}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
