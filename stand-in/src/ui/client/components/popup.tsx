import type { ComponentChildren, RefObject } from 'preact';
import { createPortal } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

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

export interface PopupProps {
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
