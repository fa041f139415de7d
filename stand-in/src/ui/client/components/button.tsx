import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';

/** What a button can be given; everything else goes to the element. */
export interface ButtonProps extends Omit<ButtonHTMLAttributes, 'class' | 'label' | 'icon'> {
  /** Further classes of the style sheet. */
  class?: string;
  /** `primary` for the one thing a page or dialog is for. */
  variant?: 'primary' | 'secondary' | 'plain' | 'danger';
  icon?: IconName;
  children?: ComponentChildren;
}

/** A button; it never submits a form unless its type says so. */
export function Button({
  variant = 'secondary',
  icon,
  type = 'button',
  class: more = '',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button type={type} class={`button ${variant} ${more}`} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children === undefined ? null : <span>{children}</span>}
    </button>
  );
}

/** A button that shows only a drawing. Like its counterpart in the real program it has no name unless given one. */
export function IconButton({
  icon,
  ...rest
}: Omit<ButtonProps, 'children' | 'variant'> & { icon: IconName }) {
  return (
    <button type="button" class="button plain icon-only" {...rest}>
      <Icon name={icon} />
    </button>
  );
}
