import { useState } from 'preact/hooks';
import { Button, CheckboxField, ErrorBox, Select, TextField, useSubmit } from '../../../components/index';
import { KindIcon } from '../../shared/kind-icon';
import { KINDS, WITHOUT_DRAWING, kindOf, typeOf } from '../../shared/kinds';
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

/** How a number type is called: all sizes of integers as one. */
const numberTypeOf = (type: string): string =>
  /int/.test(type) ? 'integer' : /^numeric/.test(type) ? 'numeric' : 'double precision';

interface OptionsProps {
  type: string;
  length: string | undefined;
  disabled: boolean;
  onType: (type: string) => void;
  onLength: (length: string | undefined) => void;
}

/** What can be said about a type beside its name. */
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
  return (
    <>
      <Labelled label="Number Type">
        <Select
          aria-label="Number Type"
          options={NUMBER_TYPES}
          value={numberType}
          disabled={disabled}
          onChange={onType}
        />
      </Labelled>
      {numberType === 'integer' ? (
        <Labelled label="Integer Data Size">
          <Select
            aria-label="Integer Data Size"
            options={INTEGER_SIZES}
            value={type}
            disabled={disabled}
            onChange={onType}
          />
        </Labelled>
      ) : null}
    </>
  );
}

function Labelled({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      {children}
    </div>
  );
}

/**
 * The type of a column. As recorded, only the owner may choose, and the type of a link follows the other table's, but
 * Save is there for everybody.
 */
export function DataType({ view, column, linked }: ColumnProps & { linked: boolean }) {
  const saved =
    typeof column.type_options?.['length'] === 'number' ? String(column.type_options['length']) : undefined;
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
  const { submit, busy, error } = useSubmit(save);
  const kind = kindOf(type);
  const options = KINDS.filter(({ help }) => !help).map(({ label }) => ({
    value: label,
    label: (
      <span class="column-name">
        {WITHOUT_DRAWING.includes(label) ? null : <KindIcon kind={label} />}
        <span>{label}</span>
      </span>
    ),
  }));
  return (
    <>
      <Labelled label="Data Type">
        <Select
          aria-label="Data Type"
          options={options}
          value={kind}
          disabled={disabled}
          onChange={(label) => setType(label === kindOf(column.type) ? column.type : typeOf(label))}
        />
      </Labelled>
      <p class="soft">Database Type: {type}</p>
      <TypeOptions type={type} length={length} disabled={disabled} onType={setType} onLength={setLength} />
      <p class="warning">Another type can lose what does not fit into it.</p>
      <div class="buttons">
        <Button onClick={reset}>Cancel</Button>
        <Button variant="primary" disabled={busy || length === ''} onClick={submit}>
          Save
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
      {linked ? <p class="soft">A link has the type of the column that it points to.</p> : null}
    </>
  );
}
