import type { ComponentChildren } from 'preact';
import { createPortal } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from './button';
import { ErrorBox } from './error-box';
import { focusable } from './popup';
import { useSubmit } from './use-submit';

export interface DialogProps {
  title: ComponentChildren;
  onClose: () => void;
  children?: ComponentChildren;
  /** The buttons at the bottom. */
  footer?: ComponentChildren;
  size?: 'medium' | 'large';
}

/**
 * A dialog over the page, at the end of the document; there while it is rendered. Escape closes it and the keyboard
 * stays in it. As recorded, it has no role of its own and its close button has no name.
 */
export function Dialog({ title, onClose, children, footer, size = 'medium' }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    const body = box.current?.querySelector('.dialog-body');
    const first =
      (body ? focusable(body)[0] : undefined) ?? (box.current ? focusable(box.current)[0] : undefined);
    first?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  useEffect(() => {
    // On the document: a button that was pressed and then disabled leaves the focus nowhere.
    const onEscape = (event: KeyboardEvent) => {
      const topmost = box.current?.parentElement === [...document.querySelectorAll('.modal')].at(-1);
      if (event.key === 'Escape' && !event.defaultPrevented && topmost) onClose();
    };
    document.addEventListener('keydown', onEscape);
    return () => document.removeEventListener('keydown', onEscape);
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || !box.current) return;
    const reachable = focusable(box.current);
    const [first, last] = [reachable[0], reachable.at(-1)];
    const leaving = event.shiftKey ? first : last;
    if (document.activeElement !== leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  };

  return createPortal(
    <div class="modal" onKeyDown={onKeyDown}>
      <div class="backdrop" onClick={onClose} />
      <div class={`dialog ${size}`} ref={box}>
        <div class="dialog-title">
          <div>{title}</div>
          <IconButton icon="close" onClick={onClose} />
        </div>
        <div class="dialog-body">{children}</div>
        {footer === undefined ? null : <div class="dialog-footer">{footer}</div>}
      </div>
    </div>,
    document.body,
  );
}

export interface DialogButtonsProps {
  /** What the button says that does it. */
  proceed: string;
  onProceed: () => void;
  onCancel: () => void;
  cancel?: string;
  disabled?: boolean;
  danger?: boolean;
  /** Why the endpoint refused, in its own words. */
  error?: string | undefined;
}

/** The usual bottom of a dialog: the way out, the way on, and why it was refused. */
export function DialogButtons(props: DialogButtonsProps) {
  const { proceed, onProceed, onCancel, cancel = 'Cancel', disabled = false, danger = false, error } = props;
  return (
    <>
      <div class="buttons">
        <Button onClick={onCancel}>{cancel}</Button>
        <Button variant={danger ? 'danger' : 'primary'} disabled={disabled} onClick={onProceed}>
          {proceed}
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
    </>
  );
}

export interface ConfirmDialogProps {
  title: ComponentChildren;
  proceed: string;
  /** Does it; the dialog closes when it succeeds and shows the reason when it does not. */
  action: () => Promise<unknown>;
  onClose: () => void;
  children?: ComponentChildren;
}

/** Asks before something is done that can not be undone. */
export function ConfirmDialog({ title, proceed, action, onClose, children }: ConfirmDialogProps) {
  const { submit, busy, error } = useSubmit(action, onClose);
  const footer = (
    <DialogButtons
      proceed={proceed}
      onProceed={submit}
      onCancel={onClose}
      disabled={busy}
      danger
      error={error}
    />
  );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      {children}
    </Dialog>
  );
}
