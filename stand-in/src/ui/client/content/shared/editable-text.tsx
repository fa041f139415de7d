import { useEffect, useState } from 'preact/hooks';
import { Button, toast } from '../../components/index';

interface EditableTextProps {
  label: string;
  value: string;
  /** A refusal is shown and the text stays as it was typed. */
  save: (value: string) => Promise<unknown>;
  disabled: boolean;
  multiline?: boolean;
  /** Whether nothing is a value too. */
  mayBeEmpty?: boolean;
}

/** A text that is saved by its own buttons, which are there while it is edited. As recorded, the label is beside it only. */
export function EditableText(props: EditableTextProps) {
  const { label, value, save, disabled, multiline = false, mayBeEmpty = multiline } = props;
  const [text, setText] = useState(value);
  const [editing, setEditing] = useState(false);
  useEffect(() => setText(value), [value]);
  const stop = () => {
    setText(value);
    setEditing(false);
  };
  const unsaveable = text === value || (text.trim() === '' && !mayBeEmpty);
  const submit = async () => {
    if (unsaveable) return;
    try {
      await save(text);
      setEditing(false);
    } catch (error) {
      toast.error(error);
    }
  };
  const shared = {
    value: text,
    disabled,
    onFocus: () => setEditing(true),
    onInput: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop();
      if (event.key === 'Enter' && !multiline) void submit();
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
        <div class="buttons small">
          <Button onClick={stop}>Cancel</Button>
          <Button variant="primary" disabled={unsaveable} onClick={() => void submit()}>
            Save
          </Button>
        </div>
      ) : null}
    </div>
  );
}
