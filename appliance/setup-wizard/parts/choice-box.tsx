import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { fieldClass, FieldLabel, FieldNotes, type FieldProps } from '@auraconnect/shared/ui/field-parts.tsx';

export interface ChoiceBoxProps extends FieldProps {
  options: readonly { id: string; label: string }[];
  value: string;
  onChange(id: string): void;
  emptyText: string;
}

/** One of hundreds: a list that is searched by typing. */
export function ChoiceBox({
  label,
  labelHidden,
  description,
  errorMessage,
  options,
  value,
  onChange,
  disabled = false,
  required = false,
  emptyText,
}: ChoiceBoxProps): ReactElement {
  return (
    <ComboBox
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      defaultItems={options}
      menuTrigger="focus"
      allowsEmptyCollection
      isDisabled={disabled}
      isRequired={required}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      className={fieldClass}
    >
      <FieldLabel label={label} labelHidden={labelHidden} required={required} />
      <Group className="flex overflow-hidden rounded-md border border-line-strong bg-surface focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus data-disabled:bg-sunken data-invalid:border-danger">
        <Input
          data-focus-none
          className="min-h-11 w-full min-w-0 bg-transparent px-3 text-base outline-none data-disabled:text-subtle"
        />
        <Button className="grid min-h-11 w-11 shrink-0 place-items-center text-muted">
          <ChevronDown className="size-5" aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="w-(--trigger-width) animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
        <ListBox
          className="outline-none"
          renderEmptyState={() => <p className="p-3 text-sm text-muted">{emptyText}</p>}
        >
          {(option: { id: string; label: string }) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="flex min-h-11 items-center rounded-md px-3 py-2 text-sm data-focused:bg-sunken data-selected:font-semibold"
            >
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
