import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon, attempt } from '../../components';
import { FormButtons } from '../../components/dialog';
import { Help } from '../../components/field';

interface SectionProps {
  title: string;
  /** How many marks of help stand behind the title; they belong to its name. */
  helps?: number;
  open?: boolean;
  children: ComponentChildren;
}

/** A part of a panel that can be folded. */
export function Section({ title, helps = 0, open: initially = true, children }: SectionProps) {
  const [open, setOpen] = useState(initially);
  return (
    <section class="fold">
      <button type="button" class="fold-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevron' : 'right'} />
        <span>{title}</span>
        {Array.from({ length: helps }, (_, index) => (
          <Help key={index} />
        ))}
      </button>
      {open ? <div class="fold-body">{children}</div> : null}
    </section>
  );
}

interface EditableTextProps {
  label: string;
  value: string;
  /** A refusal is shown and the text stays as it was typed. */
  save: (value: string) => Promise<unknown>;
  disabled: boolean;
  multiline?: boolean;
}

/** A text that is saved by its own buttons, which are there while it is edited. As recorded, the label is beside it only. */
export function EditableText(props: EditableTextProps) {
  const { label, value, save, disabled, multiline = false } = props;
  const [text, setText] = useState(value);
  const [editing, setEditing] = useState(false);
  useEffect(() => setText(value), [value]);
  const stop = () => {
    setText(value);
    setEditing(false);
  };
  // Only a longer text may be empty.
  const unsaveable = text === value || (text.trim() === '' && !multiline);
  const submit = async () => {
    if (unsaveable) return;
    await save(text);
    setEditing(false);
  };
  const shared = {
    value: text,
    disabled,
    onFocus: () => setEditing(true),
    onInput: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop();
      if (event.key === 'Enter' && !multiline) void attempt(submit);
    },
    onBlur: () => {
      if (text === value) setEditing(false);
    },
  };
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      {multiline ? <textarea rows={2} {...shared} /> : <input type="text" {...shared} />}
      {editing ? (
        <FormButtons proceed="Save" action={() => attempt(submit)} onCancel={stop} disabled={unsaveable} />
      ) : null}
    </div>
  );
}
