import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { Icon, IconLabel, type IconName } from './icon';

/** What a button can be given; everything else goes to the element. */
export interface ButtonProps extends Omit<ButtonHTMLAttributes, 'class' | 'label' | 'icon' | 'children'> {
  label?: ComponentChildren;
  icon?: IconName;
  /** `primary` for the one thing a page or dialog is for. */
  variant?: 'primary' | 'secondary' | 'plain' | 'danger';
  /** Further classes of the style sheet. */
  class?: string;
}

/** A button; it never submits a form unless its type says so. */
export function Button(props: ButtonProps) {
  const { label, icon, variant = 'secondary', type = 'button', class: more = '', ...rest } = props;
  return (
    <button type={type} class={`button ${variant} ${more}`} {...rest}>
      <IconLabel icon={icon} label={label} />
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'label' | 'variant'> & { icon: IconName };

/** A button that shows only a drawing. Like its counterpart in the real program it has no name unless given one. */
export function IconButton({ icon, class: more = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" class={`button plain icon-only ${more}`} {...rest}>
      <Icon name={icon} />
    </button>
  );
}

/** What the endpoint's own words leave out. */
const MEANINGS: Readonly<Record<string, string>> = {
  NoConnectionAvailable: 'Only a collaborator of this database reaches its data.',
};

/** Why something was refused, in the endpoint's own words; nothing when it was not. */
export function ErrorBox({ message, onRetry }: { message: string | undefined; onRetry?: () => unknown }) {
  if (message === undefined) return null;
  const meaning = MEANINGS[message.split(':')[0] ?? ''];
  return (
    <div class="error-box">
      <p>{message}</p>
      {meaning ? <p>{meaning}</p> : null}
      {onRetry ? <Button label="Retry" onClick={() => void onRetry()} /> : null}
    </div>
  );
}
