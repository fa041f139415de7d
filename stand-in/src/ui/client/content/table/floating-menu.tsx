import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Popup } from '../../components/popup';

interface FloatingMenuProps {
  /** What was pressed; the menu stands below it. */
  anchor: HTMLElement;
  onClose: () => void;
  children: ComponentChildren;
}

/** A menu without a button of its own, for the right mouse button. */
export function FloatingMenu({ anchor, onClose, children }: FloatingMenuProps) {
  const at = useRef(anchor);
  return (
    <Popup anchor={at} onClose={onClose}>
      <div role="menu" class="menu">
        {children}
      </div>
    </Popup>
  );
}

/** An entry that opens a menu beside it. */
export function SubMenu({
  label,
  onClose,
  children,
}: {
  label: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const entry = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        type="button"
        role="menuitem"
        class="menu-item"
        ref={entry}
        onClick={() => setOpen(true)}
        onPointerEnter={() => setOpen(true)}
      >
        {label}
        <span class="push" aria-hidden="true">
          ›
        </span>
      </button>
      {open ? (
        <Popup anchor={entry} onClose={onClose}>
          <div role="menu" class="menu">
            {children}
          </div>
        </Popup>
      ) : null}
    </>
  );
}
