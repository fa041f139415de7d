import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { FormButtons } from '../../../components/dialog';
import { CheckboxField, RadioField, Select, TextField, TextInput } from '../../../components/field';
import { CHOOSABLE_KINDS, KindLabel, kindOf, textOf, typeOf } from '../../shared/columns';
import { type ColumnProps, patchColumn } from './column-tab';

const NUMBER_TYPES = [
  { value: 'integer', label: 'Integer' },
  { value: 'numeric', label: 'Decimal' },
  { value: 'double precision', label: 'Float' },
];
const INTEGER_SIZES = [
  { value: 'smallint', label: '2 bytes' },
  { value: 'integer', label: 'Default (4 bytes)' },
  { value: 'bigint', label: '8 bytes' },
];
const KIND_OPTIONS = CHOOSABLE_KINDS.map((kind) => ({
  value: kind,
  label: (
    <span class="column-name">
      <KindLabel kind={kind} />
    </span>
  ),
}));

/** How a number type is called: all sizes of integers as one. */
function numberTypeOf(type: string): string {
  if (type.includes('int')) return 'integer';
  return type.startsWith('numeric') ? 'numeric' : 'double precision';
}

interface TypeSelectProps {
  label: string;
  options: readonly { value: string; label: ComponentChildren }[];
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** A selection whose label stands above it only. */
function TypeSelect({ label, ...select }: TypeSelectProps) {
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      <Select aria-label={label} {...select} />
    </div>
  );
}

interface OptionsProps {
  type: string;
  length: string | undefined;
  disabled: boolean;
  onType: (type: string) => void;
  onLength: (length: string | undefined) => void;
}

function TypeOptions({ type, length, disabled, onType, onLength }: OptionsProps) {
  const kind = kindOf(type);
  if (kind === 'Text') {
    return (
      <>
        <CheckboxField
          label="Set a maximum length"
          checked={length !== undefined}
          disabled={disabled}
          onChange={(checked) => onLength(checked ? '' : undefined)}
        />
        {length === undefined ? null : (
          <TextField label="Field Size Limit" value={length} onInput={onLength} disabled={disabled} />
        )}
      </>
    );
  }
  if (kind !== 'Number') return null;
  const numberType = numberTypeOf(type);
  const shared = { disabled, onChange: onType };
  return (
    <>
      <TypeSelect label="Number Type" options={NUMBER_TYPES} value={numberType} {...shared} />
      {numberType === 'integer' ? (
        <TypeSelect label="Integer Data Size" options={INTEGER_SIZES} value={type} {...shared} />
      ) : null}
    </>
  );
}

/**
 * The type of a column. As recorded, only the owner may choose, and the type of a link follows the other table's, but
 * Save is there for everybody.
 */
export function DataType({ view, column, linked }: ColumnProps & { linked: boolean }) {
  const limit = column.type_options?.length;
  const saved = typeof limit === 'number' ? String(limit) : undefined;
  const [type, setType] = useState(column.type);
  const [length, setLength] = useState(saved);
  const disabled = !view.parts.table.current_role_owns || linked || column.primary_key;
  const reset = () => {
    setType(column.type);
    setLength(saved);
  };
  const save = () => {
    const limited = length !== undefined && kindOf(type) === 'Text';
    return patchColumn(view, column, {
      type: limited ? 'character varying' : type,
      type_options: limited ? { length: Number(length) } : {},
    });
  };
  return (
    <>
      <TypeSelect
        label="Data Type"
        options={KIND_OPTIONS}
        value={kindOf(type)}
        disabled={disabled}
        onChange={(label) => setType(label === kindOf(column.type) ? column.type : typeOf(label))}
      />
      <p class="soft">Database Type: {type}</p>
      <TypeOptions type={type} length={length} disabled={disabled} onType={setType} onLength={setLength} />
      <p class="notice">Another type can lose what does not fit into it.</p>
      <FormButtons proceed="Save" action={save} onCancel={reset} disabled={length === ''} />
      {linked ? <p class="soft">A link has the type of the column that it points to.</p> : null}
    </>
  );
}

/** What a new row gets in the column when nothing is said. */
export function DefaultValue({ view, column }: ColumnProps) {
  const preset = column.default;
  const saved = preset && !preset.is_dynamic ? textOf(preset.value) : undefined;
  const [value, setValue] = useState(saved);
  const save = () =>
    patchColumn(view, column, { default: value === undefined ? null : { value, is_dynamic: false } });
  if (preset?.is_dynamic) return <p class="soft">The default value is dynamic: {textOf(preset.value)}</p>;
  const shared = { name: 'default-value', disabled: !view.parts.table.current_role_owns };
  return (
    <>
      <RadioField
        {...shared}
        label="No default value"
        checked={value === undefined}
        onChange={() => setValue(undefined)}
      />
      <RadioField
        {...shared}
        label="Custom default"
        checked={value !== undefined}
        onChange={() => setValue(saved ?? '')}
      />
      {value === undefined ? null : <TextInput value={value} onInput={setValue} disabled={shared.disabled} />}
      {value === saved ? null : <FormButtons proceed="Save" action={save} onCancel={() => setValue(saved)} />}
    </>
  );
}
