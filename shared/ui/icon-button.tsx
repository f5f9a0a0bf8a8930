import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonVariantClass, pressableClass, type ButtonSize, type ButtonVariant } from './button.tsx';
import { classNames } from './class-names.ts';

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'isDisabled' | 'aria-label'> {
  /** What it does, for those who hear the screen. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

const sizeClass: Record<ButtonSize, string> = {
  md: 'size-11 rounded-md [&_svg]:size-5',
  lg: 'size-14 rounded-lg [&_svg]:size-6',
  xl: 'size-18 rounded-lg [&_svg]:size-7',
};

/** A square button that is only a picture. */
export function IconButton({
  label,
  icon,
  variant = 'quiet',
  size = 'md',
  disabled = false,
  className,
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      isDisabled={disabled}
      className={classNames(
        'inline-grid shrink-0 place-items-center',
        pressableClass,
        buttonVariantClass[variant],
        sizeClass[size],
        className,
      )}
    >
      {icon}
    </AriaButton>
  );
}
