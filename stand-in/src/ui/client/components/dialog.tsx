import { type ComponentChildren, createContext } from 'preact';
import { createPortal } from 'preact/compat';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import { Button, type ButtonProps, ErrorBox, IconButton } from './button';
import { useSubmit } from './hooks';
import { focusable } from './menu';

const Close = createContext<() => void>(() => undefined);

/** The way to close the dialog that a component is in. */
export const useClose = () => useContext(Close);

interface DialogProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  /** The buttons at the bottom. */
  footer?: ComponentChildren;
  /** After it was closed by its own means. */
  onClosed?: () => unknown;
}

/**
 * A dialog over the page, at the end of the document; there while it is rendered. Escape closes it and the keyboard
 * stays in it. As recorded, it has no role of its own and its close button has no name.
 */
export function Dialog({ title, children, footer, onClosed }: DialogProps) {
  const close = useClose();
  const onClose = () => {
    close();
    onClosed?.();
  };
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
      <div class="dialog" ref={box}>
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

interface FormButtonsProps {
  /** What the button says that does it. */
  proceed: string;
  action: () => Promise<unknown>;
  /** When it succeeded. */
  onDone?: () => void;
  disabled?: boolean;
  danger?: boolean;
  cancel?: string;
  /** Left out where there is no way back. */
  onCancel?: () => void;
}

/** The usual bottom of a form: the way out, the way on, and why the endpoint refused, in its own words. */
export function FormButtons(props: FormButtonsProps) {
  const { proceed, action, onDone, disabled = false, danger = false, cancel = 'Cancel', onCancel } = props;
  const { submit, busy, error } = useSubmit(action, onDone);
  const variant = danger ? 'danger' : 'primary';
  return (
    <>
      <div class="buttons">
        {onCancel ? <Button label={cancel} onClick={onCancel} /> : null}
        <Button label={proceed} variant={variant} disabled={busy || disabled} onClick={submit} />
      </div>
      <ErrorBox message={error} />
    </>
  );
}

type ActionDialogProps = Omit<DialogProps, 'footer'> & Omit<FormButtonsProps, 'onDone'>;

/**
 * A dialog for one thing to do; with `danger` for something that can not be undone. It closes when that succeeds and
 * shows the reason when it does not.
 */
export function ActionDialog({ title, children, ...buttons }: ActionDialogProps) {
  const close = useClose();
  const footer = <FormButtons onCancel={close} {...buttons} onDone={close} />;
  return (
    <Dialog title={title} footer={footer}>
      {children}
    </Dialog>
  );
}

/**
 * A dialog that is opened for something and closes itself.
 * @param make the dialog for that something
 * @returns the dialog while it is open, and the way to open it
 */
export function useDialog<T>(make: (what: T) => ComponentChildren): [ComponentChildren, (what: T) => void] {
  const [opened, setOpened] = useState<{ what: T }>();
  const close = useCallback(() => setOpened(undefined), []);
  const dialog = opened && <Close.Provider value={close}>{make(opened.what)}</Close.Provider>;
  return [dialog, (what) => setOpened({ what })];
}

/** Dialogs of which one at most is open, to be opened by their names. */
export const useDialogs = <Name extends string>(dialogs: Record<Name, ComponentChildren>) =>
  useDialog<Name>((name) => dialogs[name]);

/** A button that opens a dialog. */
export function DialogButton({ dialog, ...button }: ButtonProps & { dialog: ComponentChildren }) {
  const [opened, open] = useDialogs({ dialog });
  return (
    <>
      <Button {...button} onClick={() => open('dialog')} />
      {opened}
    </>
  );
}
