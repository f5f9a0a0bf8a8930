import { Check, ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classNames } from './class-names.ts';
import { fieldClass, FieldLabel, FieldNotes, inputBoxClass, type FieldProps } from './field-parts.tsx';
import { useUiWords } from './ui-provider.tsx';

export interface SelectOption<Id extends string = string> {
  id: Id;
  label: string;
  description?: string | undefined;
  disabled?: boolean | undefined;
}

export interface SelectProps<Id extends string = string> extends FieldProps {
  options: readonly SelectOption<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  placeholder?: string | undefined;
  className?: string | undefined;
}

/** One of a list too long for segments. */
export function Select<Id extends string = string>({
  label,
  labelHidden = false,
  description,
  errorMessage,
  disabled = false,
  required = false,
  options,
  value,
  onChange,
  placeholder,
  className,
}: SelectProps<Id>): ReactElement {
  const t = useUiWords();
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(key as Id);
      }}
      placeholder={placeholder ?? t('choose')}
      isDisabled={disabled}
      isRequired={required}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      disabledKeys={options.filter((option) => option.disabled === true).map((option) => option.id)}
      className={classNames(fieldClass, className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} required={required} />
      <Button className={classNames(inputBoxClass, 'flex items-center gap-2 text-start data-pressed:bg-sunken')}>
        <SelectValue className="min-w-0 grow truncate data-placeholder:text-subtle">
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown className="size-5 shrink-0 text-muted" aria-hidden="true" />
      </Button>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className="min-w-(--trigger-width) animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="flex min-h-11 items-center gap-3 rounded-md px-3 py-2 text-sm -outline-offset-2 data-disabled:text-subtle data-focused:bg-sunken data-selected:font-semibold"
            >
              {({ isSelected }) => (
                <>
                  <span className="min-w-0 grow">
                    <Text slot="label" className="block">
                      {option.label}
                    </Text>
                    {option.description !== undefined && (
                      <Text slot="description" className="block text-xs font-normal text-muted">
                        {option.description}
                      </Text>
                    )}
                  </span>
                  <Check
                    className={classNames('size-5 shrink-0 text-accent', !isSelected && 'invisible')}
                    aria-hidden="true"
                  />
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
