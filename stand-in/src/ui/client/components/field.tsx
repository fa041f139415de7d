import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ButtonProps } from './button';
import { Icon } from './icon';
import { Dropdown } from './menu';

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

/** Words with the little question mark behind them. */
export function Helped({ label, text }: { label: string; text?: string }) {
  return (
    <span>
      {label} <Help {...(text === undefined ? {} : { text })} />
    </span>
  );
}

interface FieldProps {
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

interface InputAttributes {
  id?: string;
  class?: string;
  disabled?: boolean;
  placeholder?: string;
  'aria-label'?: string;
}

interface TextProps extends InputAttributes {
  value: string;
  onInput: (value: string) => void;
  /** Lines of text, as many of them at once. */
  rows?: number | undefined;
}

/** A line, or with `rows` a box, of text without a name of its own. */
export function TextInput({ onInput, rows, ...rest }: TextProps) {
  const onType = (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value);
  if (rows !== undefined) return <textarea rows={rows} {...rest} onInput={onType} />;
  return <input type="text" {...rest} onInput={onType} />;
}

interface TextFieldProps extends Omit<FieldProps, 'children'>, TextProps {
  multiline?: boolean;
}

/** A line, or with `multiline` a box, of text. */
export function TextField({ label, help, error, multiline = false, ...rest }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      <TextInput {...rest} rows={multiline ? 3 : undefined} />
    </Field>
  );
}

/** A password that is set; dots instead of what is typed. */
export function PasswordField({ label, help, error, value, onInput }: Omit<TextFieldProps, 'multiline'>) {
  return (
    <Field label={label} help={help} error={error}>
      <input
        type="password"
        autoComplete="new-password"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

/**
 * A box to search a list by.
 * @returns the box, and whether a text has what was typed in it
 */
export function useSearch(placeholder?: string): [ComponentChildren, (text: string) => boolean] {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const box = <TextInput value={search} onInput={setSearch} {...(placeholder ? { placeholder } : {})} />;
  return [box, (text) => text.toLowerCase().includes(wanted)];
}

interface ChoiceProps extends InputAttributes {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  name?: string;
  /** Shown below and part of the name. */
  help?: ComponentChildren;
}

function Choice({ kind, label, onChange, help, ...rest }: ChoiceProps & { kind: 'checkbox' | 'radio' }) {
  return (
    <label class="choice">
      <span class="choice-label">{label}</span>
      <input {...rest} type={kind} onChange={(event) => onChange(event.currentTarget.checked)} />
      {help === undefined ? null : <span class="field-help">{help}</span>}
    </label>
  );
}

/** A box to tick. */
export const CheckboxField = (props: ChoiceProps) => <Choice kind="checkbox" {...props} />;

/** A box that is ticked, come what may. */
export function FixedBox({ label, help }: { label: string; help?: string }) {
  return <CheckboxField label={label} help={help} checked disabled onChange={() => undefined} />;
}

/** One of several; those that belong together share a `name`. */
export const RadioField = (props: ChoiceProps) => <Choice kind="radio" {...props} />;

interface RadioListProps<T> {
  options: readonly { value: T; label: ComponentChildren }[];
  value: T;
  onChange: (value: T) => void;
}

/** A list of which one is chosen. */
export function RadioList<T>({ options, value, onChange }: RadioListProps<T>) {
  const name = useId();
  return (
    <ul>
      {options.map((option, index) => (
        <li key={index}>
          <RadioField
            name={name}
            label={option.label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
        </li>
      ))}
    </ul>
  );
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

interface Option<T> {
  value: T;
  label: ComponentChildren;
  /** With `unsaid` it shows, but nothing tells assistive technology. */
  disabled?: boolean | 'unsaid';
}

interface ListBoxProps<T> {
  options: readonly Option<T>[];
  value: T | undefined;
  onChoose: (value: T) => void;
  class?: string;
}

/** A list of which one is chosen, by a click or the keyboard. */
export function ListBox<T>({ options, value, onChoose, class: style = 'menu' }: ListBoxProps<T>) {
  return (
    <ul role="listbox" class={style} aria-expanded="true">
      {options.map((option, index) => (
        <li
          key={index}
          role="option"
          aria-selected={option.value === value}
          aria-disabled={option.disabled === true ? 'true' : undefined}
          tabIndex={0}
          class={option.disabled ? 'menu-item disabled' : 'menu-item'}
          onClick={() => {
            if (!option.disabled) onChoose(option.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            event.currentTarget.click();
          }}
        >
          {option.label}
        </li>
      ))}
    </ul>
  );
}

interface SelectProps<T> extends Omit<ButtonProps, 'value' | 'onChange' | 'label' | 'variant' | 'icon'> {
  options: readonly Option<T>[];
  value: T | undefined;
  onChange: (value: T) => void;
  /** Shown while nothing is chosen. */
  placeholder?: ComponentChildren;
}

/** A button that shows the chosen option and opens the list of all. A label around it names it. */
export function Select<T>({ options, value, onChange, placeholder = '', ...rest }: SelectProps<T>) {
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  const trigger = (
    <>
      <span class="select-value">{chosen?.label ?? placeholder}</span>
      <Icon name="chevron" />
    </>
  );
  const choose = (picked: T, close: () => void) => {
    close();
    document.getElementById(id)?.focus();
    onChange(picked);
  };
  return (
    <Dropdown variant="secondary" trigger={trigger} id={id} {...rest}>
      {(close) => <ListBox options={options} value={value} onChoose={(picked) => choose(picked, close)} />}
    </Dropdown>
  );
}

/** A selection with its name above it. */
export function SelectField<T>({ label, ...select }: SelectProps<T> & { label: string }) {
  return (
    <Field label={label}>
      <Select aria-label={label} {...select} />
    </Field>
  );
}
