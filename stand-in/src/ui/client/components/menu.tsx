import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';
import type { ButtonProps } from './button';
import { Icon, type IconName } from './icon';
import { Popup } from './popup';

const CloseMenu = createContext<() => void>(() => undefined);

/** How the button of a dropdown looks and is called. */
export interface DropdownProps extends Omit<ButtonProps, 'onClick' | 'icon'> {
  /** What the button shows. */
  trigger: ComponentChildren;
  /** The content of the box; a function is given the way to close it. */
  children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

/** A button that opens a floating box. */
export function Dropdown({ trigger, children, variant = 'plain', class: more = '', ...rest }: DropdownProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        type="button"
        ref={anchor}
        class={`button ${variant} ${more}`}
        aria-haspopup="listbox"
        onClick={() => setOpen(!open)}
        {...rest}
      >
        {trigger}
      </button>
      {open ? (
        <Popup anchor={anchor} onClose={close}>
          {typeof children === 'function' ? children(close) : children}
        </Popup>
      ) : null}
    </>
  );
}

/**
 * A button that opens a menu of {@link MenuItem} and {@link MenuLink}.
 * @param props.trigger what the button shows; three dots when left out, and then the button has no name
 */
export function Menu({
  trigger = <Icon name="more" />,
  children,
  ...rest
}: Omit<DropdownProps, 'trigger' | 'children'> & {
  trigger?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <Dropdown trigger={trigger} {...rest}>
      {(close) => (
        <CloseMenu.Provider value={close}>
          <div role="menu" class="menu">
            {children}
          </div>
        </CloseMenu.Provider>
      )}
    </Dropdown>
  );
}

interface ItemProps {
  icon?: IconName;
  children: ComponentChildren;
}

/** An entry that does something. */
export function MenuItem({
  icon,
  children,
  onClick,
  danger = false,
  disabled = false,
}: ItemProps & { onClick: () => void; disabled?: boolean; danger?: boolean }) {
  const close = useContext(CloseMenu);
  return (
    <button
      type="button"
      role="menuitem"
      class={danger ? 'menu-item danger' : 'menu-item'}
      disabled={disabled}
      onClick={() => {
        close();
        onClick();
      }}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** An entry that leads somewhere; as in the real program it has the role of a link. */
export function MenuLink({ icon, children, href, target }: ItemProps & { href: string; target?: '_blank' }) {
  const close = useContext(CloseMenu);
  return (
    <a class="menu-item" href={href} onClick={close} {...(target ? { target } : {})}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}
