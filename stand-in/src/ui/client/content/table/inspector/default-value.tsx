import { useState } from 'preact/hooks';
import { Button, ErrorBox, RadioField, useSubmit } from '../../../components/index';
import { textOf } from '../../shared/columns';
import { type ColumnProps, patchColumn } from './column-tab';

/** What a new row gets in the column when nothing is said. */
export function DefaultValue({ view, column }: ColumnProps) {
  const preset = column.default;
  const saved = preset && !preset.is_dynamic ? textOf(preset.value) : undefined;
  const [value, setValue] = useState(saved);
  const save = () =>
    patchColumn(view, column, { default: value === undefined ? null : { value, is_dynamic: false } });
  const { submit, busy, error } = useSubmit(save);
  if (preset?.is_dynamic) return <p class="soft">The default value is dynamic: {textOf(preset.value)}</p>;
  const disabled = !view.parts.table.current_role_owns;
  return (
    <>
      <RadioField
        name="default-value"
        label="No default value"
        checked={value === undefined}
        disabled={disabled}
        onChange={() => setValue(undefined)}
      />
      <RadioField
        name="default-value"
        label="Custom default"
        checked={value !== undefined}
        disabled={disabled}
        onChange={() => setValue(saved ?? '')}
      />
      {value === undefined ? null : (
        <input
          type="text"
          value={value}
          disabled={disabled}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
      )}
      {value === saved ? null : (
        <div class="buttons small">
          <Button onClick={() => setValue(saved)}>Cancel</Button>
          <Button variant="primary" disabled={busy} onClick={submit}>
            Save
          </Button>
        </div>
      )}
      {error === undefined ? null : <ErrorBox message={error} />}
    </>
  );
}
