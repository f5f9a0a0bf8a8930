import { Search, X } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';
import { FieldLabel } from './field-parts.tsx';
import { useUiWords } from './ui-provider.tsx';

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: ((value: string) => void) | undefined;
  placeholder?: string | undefined;
  size?: 'md' | 'lg' | undefined;
  autoFocus?: boolean | undefined;
  className?: string | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

/** Search while typing; Escape and the cross clear it. The label is spoken, the placeholder is seen. */
export function SearchField({
  label,
  value,
  onChange,
  onSubmit,
  placeholder,
  size = 'md',
  autoFocus = false,
  className,
  inputRef,
}: SearchFieldProps): ReactElement {
  const t = useUiWords();
  return (
    <AriaSearchField
      value={value}
      onChange={onChange}
      {...defined({ onSubmit })}
      autoFocus={autoFocus}
      className={classNames('relative', className)}
    >
      <FieldLabel label={label} labelHidden />
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-muted"
      />
      <Input
        ref={inputRef}
        placeholder={placeholder ?? t('search')}
        className={classNames(
          'w-full min-w-0 rounded-md border border-line-strong bg-surface ps-11 pe-11 text-base text-ink placeholder:text-subtle [&::-webkit-search-cancel-button]:hidden',
          size === 'lg' ? 'min-h-14' : 'min-h-11',
        )}
      />
      {value !== '' && (
        <Button
          aria-label={t('clear')}
          className="absolute inset-y-0 end-0 grid w-11 place-items-center text-muted data-pressed:text-ink"
        >
          <X className="size-5" aria-hidden="true" />
        </Button>
      )}
    </AriaSearchField>
  );
}
