import type { ReactElement } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';
import { fieldClass, FieldLabel, FieldNotes, inputBoxClass, type FieldProps } from './field-parts.tsx';

export interface TextFieldProps
  extends
    FieldProps,
    Omit<
      AriaTextFieldProps,
      'children' | 'className' | 'isDisabled' | 'isRequired' | 'isInvalid' | 'value' | 'onChange'
    > {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  /** More than one makes it a text area of that many rows. */
  rows?: number | undefined;
  className?: string | undefined;
}

/** Addresses and numbers read left to right in every language; only where they stand follows the page. */
const leftToRightTypes: ReadonlySet<string> = new Set(['email', 'tel', 'url']);

/** One line (or a few) of text. */
export function TextField({
  label,
  labelHidden = false,
  description,
  errorMessage,
  disabled = false,
  required = false,
  placeholder,
  rows = 1,
  className,
  ...rest
}: TextFieldProps): ReactElement {
  return (
    <AriaTextField
      {...rest}
      isDisabled={disabled}
      isRequired={required}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      className={classNames(fieldClass, className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} required={required} />
      {rows > 1 ? (
        <TextArea rows={rows} {...defined({ placeholder })} className={classNames(inputBoxClass, 'py-2')} />
      ) : (
        <Input
          {...defined({ placeholder, dir: leftToRightTypes.has(rest.type ?? 'text') ? 'ltr' : undefined })}
          className={classNames(inputBoxClass, leftToRightTypes.has(rest.type ?? 'text') && 'rtl:text-end')}
        />
      )}
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}
