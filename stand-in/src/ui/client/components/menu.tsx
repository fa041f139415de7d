import { type ComponentChildren, type RefObject, createContext } from 'preact';
import { createPortal } from 'preact/compat';
import { useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ButtonProps } from './button';
import { Icon, type IconName } from './icon';

const MARGIN = 8;

/** Where a popup of a size goes: below the anchor, inside the window. */
function place(anchor: DOMRect, popup: DOMRect) {
  const below = anchor.bottom + 4;
  const fitsBelow = below + popup.height + MARGIN <= innerHeight;
  const top = fitsBelow ? below : Math.max(MARGIN, anchor.top - popup.height - 4);
  const left = Math.max(MARGIN, Math.min(anchor.left, innerWidth - popup.width - MARGIN));
  return { top: `${String(top)}px`, left: `${String(left)}px`, minWidth: `${String(anchor.width)}px` };
}

const FOCUSABLE = 'a[href],button:not(:disabled),input:not(:disabled),textarea:not(:disabled),[tabindex="0"]';

/** The elements inside that the keyboard can reach, in order. */
export function focusable(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)];
}

interface PopupProps {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ComponentChildren;
}

/**
 * A box that floats at its anchor, at the end of the document. Arrow keys move in it; Escape, Tab and a click elsewhere
 * close it, and the focus goes back to the anchor.
 */
export function Popup({ anchor, onClose, children }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  const [style, setStyle] = useState<ReturnType<typeof place>>();

  useLayoutEffect(() => {
    if (!anchor.current || !box.current) return;
    setStyle(place(anchor.current.getBoundingClientRect(), box.current.getBoundingClientRect()));
    (focusable(box.current)[0] ?? box.current).focus();
  }, [anchor]);

  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      // A popup opened from this one lies beside it in the document, not in it.
      const inPopup = target instanceof Element && target.closest('.popup') !== null;
      if (!inPopup && !anchor.current?.contains(target)) onClose();
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [anchor, onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      // A dialog below must not close too.
      if (event.key === 'Escape') event.preventDefault();
      event.stopPropagation();
      anchor.current?.focus();
      onClose();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !box.current) return;
    event.preventDefault();
    const items = focusable(box.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };

  return createPortal(
    <div class="popup" ref={box} tabIndex={-1} style={style} onKeyDown={onKeyDown}>
      {children}
    </div>,
    document.body,
  );
}

/** How the button of a dropdown looks and is called. */
interface DropdownProps extends Omit<ButtonProps, 'onClick' | 'icon' | 'label'> {
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

interface MenuProps extends Omit<DropdownProps, 'trigger' | 'children'> {
  /** What the button shows; three dots when left out, and then the button has no name. */
  trigger?: ComponentChildren;
  children: ComponentChildren;
}

/** A button that opens a menu of {@link MenuItem} and {@link MenuLink}. */
export function Menu({ trigger = <Icon name="more" />, children, ...rest }: MenuProps) {
  return (
    <Dropdown trigger={trigger} {...rest}>
      {(close) => <MenuBox onDone={close}>{children}</MenuBox>}
    </Dropdown>
  );
}

/** Called when an entry of a menu was chosen. */
const Done = createContext<() => void>(() => undefined);

/** The entries of a menu. */
export function MenuBox({ onDone, children }: { onDone: () => void; children: ComponentChildren }) {
  return (
    <Done.Provider value={onDone}>
      <div role="menu" class="menu">
        {children}
      </div>
    </Done.Provider>
  );
}

interface ItemProps {
  label: ComponentChildren;
  icon?: IconName;
}

interface MenuItemProps extends ItemProps {
  onClick: () => void;
  disabled?: boolean;
  danger?: boolean;
}

/** An entry that does something. */
export function MenuItem({ icon, label, onClick, danger = false, disabled = false }: MenuItemProps) {
  const done = useContext(Done);
  return (
    <button
      type="button"
      role="menuitem"
      class={danger ? 'menu-item danger' : 'menu-item'}
      disabled={disabled}
      onClick={() => {
        done();
        onClick();
      }}
    >
      {icon ? <Icon name={icon} /> : null}
      {label}
    </button>
  );
}

/** An entry that leads somewhere; as in the real program it has the role of a link. */
export function MenuLink({ icon, label, href, target }: ItemProps & { href: string; target?: '_blank' }) {
  const done = useContext(Done);
  return (
    <a class="menu-item" href={href} onClick={done} {...(target ? { target } : {})}>
      {icon ? <Icon name={icon} /> : null}
      {label}
    </a>
  );
}
