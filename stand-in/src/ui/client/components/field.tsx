import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

/**
 * The little question mark; part of the name of what it stands in. As recorded it has a name and no role. `text` shows
 * when the pointer rests on it.
 */
export function Help({ text }: { text?: string }) {
  return (
    <span class="help" aria-label="Help" {...(text === undefined ? {} : { title: text })}>
      <Icon name="help" />
    </span>
  );
}

export interface FieldProps {
  label: ComponentChildren;
  children: ComponentChildren;
  /** Shown below; no part of the name. */
  help?: ComponentChildren;
  error?: string | undefined;
}

/** A control with its name above it. */
export function Field({ label, children, help, error }: FieldProps) {
  return (
    <div class="field">
      <label>
        <span class="field-label">{label}</span>
        {children}
      </label>
      {help === undefined ? null : <div class="field-help">{help}</div>}
      {error === undefined ? null : <div class="field-error">{error}</div>}
    </div>
  );
}

/** What an input can be given besides its value. */
interface InputAttributes {
  id?: string;
  name?: string;
  disabled?: boolean;
  required?: boolean;
  'aria-label'?: string;
}

export interface TextFieldProps extends Omit<FieldProps, 'children'>, InputAttributes {
  value: string;
  onInput: (value: string) => void;
  multiline?: boolean;
  /** Shows dots instead of what is typed. */
  password?: boolean;
  placeholder?: string;
  autoComplete?: 'off' | 'new-password' | 'current-password' | 'username';
}

/** A line, or with `multiline` a box, of text. */
export function TextField(props: TextFieldProps) {
  const { label, help, error, value, onInput, multiline = false, password = false, ...rest } = props;
  const onType = (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value);
  const given = { ...rest, value, onInput: onType };
  const line = password ? <input {...given} type="password" /> : <input {...given} type="text" />;
  return (
    <Field label={label} help={help} error={error}>
      {multiline ? <textarea {...given} rows={3} /> : line}
    </Field>
  );
}

export interface ChoiceProps extends InputAttributes {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Shown below and part of the name. */
  help?: ComponentChildren;
}

function Choice({
  kind,
  label,
  checked,
  onChange,
  help,
  ...rest
}: ChoiceProps & { kind: 'checkbox' | 'radio' }) {
  return (
    <label class="choice">
      <span class="choice-label">{label}</span>
      <input
        {...rest}
        type={kind}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {help === undefined ? null : <span class="field-help">{help}</span>}
    </label>
  );
}

/** A box to tick. */
export function CheckboxField(props: ChoiceProps) {
  return <Choice kind="checkbox" {...props} />;
}

/** One of several; those that belong together share a `name`. */
export function RadioField(props: ChoiceProps) {
  return <Choice kind="radio" {...props} />;
}

/** Controls that belong together, under a name. */
export function Fieldset({ legend, children }: { legend?: string; children: ComponentChildren }) {
  return (
    <fieldset>
      {legend === undefined ? null : <legend>{legend}</legend>}
      {children}
    </fieldset>
  );
}
