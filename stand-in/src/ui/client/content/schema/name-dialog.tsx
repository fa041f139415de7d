import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog, DialogButtons, TextField, useSubmit } from '../../components/index';

export interface Naming {
  name: string;
  description: string;
}

interface NameDialogProps {
  title: ComponentChildren;
  initial: { name: string; description: string | null };
  save: (naming: Naming) => Promise<unknown>;
  onClose: () => void;
  placeholder?: string;
  proceed?: string;
  /** Between the fields and the buttons. */
  children?: ComponentChildren;
}

/** Asks for a name and a description; stays open with the reason when the endpoint refuses them. */
export function NameDialog(props: NameDialogProps) {
  const { title, initial, save, onClose, placeholder, proceed = 'Save', children } = props;
  const [name, setName] = useState(initial.name);
  const [description, setDescription] = useState(initial.description ?? '');
  const { submit, busy, error } = useSubmit(() => save({ name, description }), onClose);
  const footer = (
    <DialogButtons
      proceed={proceed}
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || name.trim() === ''}
      error={error}
    />
  );
  return (
    <Dialog title={title} onClose={onClose} footer={footer}>
      <TextField label="Name" value={name} onInput={setName} {...(placeholder ? { placeholder } : {})} />
      <TextField label="Description" value={description} onInput={setDescription} multiline />
      {children}
    </Dialog>
  );
}
