import { LoaderCircle } from 'lucide-react';
import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from './class-names.ts';
import { useUiWords } from './ui-provider.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'positive';
/** Heights: md 44 px, lg 56 px (what is tapped often), xl 72 px (the one next step). */
export type ButtonSize = 'md' | 'lg' | 'xl';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'isPending' | 'isDisabled'> {
  children: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Before the words, at the inline start. */
  icon?: ReactNode;
  /** After the words, pushed to the inline end: an amount, a count, a chevron. */
  trailing?: ReactNode;
  /** Keeps its width and its focus, shows a spinner and takes no more taps. */
  busy?: boolean | undefined;
  disabled?: boolean | undefined;
  fullWidth?: boolean | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

const disabledFillClass =
  'data-disabled:border data-disabled:border-line data-disabled:bg-sunken data-disabled:text-subtle data-disabled:shadow-none';

export const buttonVariantClass: Record<ButtonVariant, string> = {
  primary: `bg-accent text-on-accent shadow-lift ${disabledFillClass}`,
  secondary: `border border-line-strong bg-surface text-ink data-hovered:bg-sunken ${disabledFillClass}`,
  quiet:
    'bg-transparent text-ink data-hovered:bg-sunken data-pressed:bg-sunken data-disabled:text-subtle data-disabled:opacity-60',
  danger: `bg-danger text-on-danger shadow-lift ${disabledFillClass}`,
  positive: `bg-positive text-on-positive shadow-lift ${disabledFillClass}`,
};

const sizeClass: Record<ButtonSize, string> = {
  md: 'min-h-11 gap-2 rounded-md px-4 text-sm',
  lg: 'min-h-14 gap-2.5 rounded-lg px-5 text-base',
  xl: 'min-h-18 gap-3 rounded-lg px-6 text-lg',
};

/** What every pressable thing shares: pressed is darker at once, disabled is flat and grey, nothing moves. */
export const pressableClass =
  'transition-[background-color,filter] data-pressed:brightness-90 data-disabled:cursor-not-allowed';

export function Button({
  children,
  variant = 'secondary',
  size = 'md',
  icon,
  trailing,
  busy = false,
  disabled = false,
  fullWidth = false,
  className,
  ...rest
}: ButtonProps): ReactElement {
  const t = useUiWords();
  return (
    <AriaButton
      {...rest}
      isPending={busy}
      isDisabled={disabled}
      className={classNames(
        'relative inline-flex items-center justify-center text-center font-semibold',
        pressableClass,
        buttonVariantClass[variant],
        sizeClass[size],
        fullWidth && 'w-full',
        className,
      )}
    >
      <span className={classNames('contents', busy && '[&>*]:invisible')}>
        {icon !== undefined && <span className="inline-flex shrink-0 [&_svg]:size-[1.25em]">{icon}</span>}
        <span className={classNames('min-w-0', trailing !== undefined && 'grow text-start')}>{children}</span>
        {trailing !== undefined && <span className="shrink-0 tabular-nums">{trailing}</span>}
      </span>
      {busy && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle className="size-[1.4em] animate-spin" aria-label={t('saving')} role="img" />
        </span>
      )}
    </AriaButton>
  );
}
