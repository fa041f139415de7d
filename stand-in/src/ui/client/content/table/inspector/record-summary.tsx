import { useState } from 'preact/hooks';
import { reload } from '../../../common-data';
import { IconButton, Menu, MenuItem, attempt, useLoad } from '../../../components';
import { FormButtons } from '../../../components/dialog';
import { Fieldset, RadioList } from '../../../components/field';
import { rpc } from '../../../rpc';
import { ColumnName, textOf } from '../../shared/columns';
import { inTable } from '../../shared/tables';
import type { Column, RecordAnswer } from '../../shared/wire';
import type { View } from '../table-page';

/** Texts, and columns by their numbers. */
type Template = (string | number[])[];

/** The column by which a row is summarized when nothing else was said: the first text, else the first at all. */
function usual(columns: readonly Column[]): Column | undefined {
  return columns.find(({ type }) => /^(text|character)/.test(type)) ?? columns[0];
}

function Preview({ view, template }: { view: View; template: Template | null }) {
  const { parts, rows, chosen } = view;
  const { oid } = parts.table;
  const record_id = chosen.line ? rows.keyOf(chosen.line) : undefined;
  const [{ data }] = useLoad(async () => {
    if (record_id === undefined) return '';
    const answer = await rpc<RecordAnswer>('records.get', {
      ...inTable(oid),
      record_id,
      return_record_summaries: true,
      table_record_summary_templates: { [oid]: template },
    });
    return answer.record_summaries?.[textOf(record_id)] ?? '';
  }, [record_id, JSON.stringify(template)]);
  return (
    <Fieldset legend="Preview">
      <div>{data}</div>
    </Fieldset>
  );
}

interface FieldsProps {
  columns: readonly Column[];
  template: Template;
  onChange: (template: Template) => void;
}

function CustomFields({ columns, template, onChange }: FieldsProps) {
  const nameOf = (part: string | number[]) => {
    const column = typeof part === 'string' ? undefined : columns.find(({ id }) => id === part[0]);
    return column ? <ColumnName {...column} /> : String(part);
  };
  const entries = template.map((part, index) => ({ part, index })).filter(({ part }) => part !== ' ');
  return (
    <Fieldset legend="Custom Fields">
      {entries.map(({ part, index }) => (
        <div key={index} class="row spread">
          <span>{nameOf(part)}</span>
          <IconButton icon="trash" onClick={() => onChange(template.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Menu trigger="Add Field" variant="secondary">
        {columns.map((column) => (
          <MenuItem
            key={column.id}
            label={<ColumnName {...column} />}
            onClick={() => onChange([...template, ...(template.length > 0 ? [' '] : []), [column.id]])}
          />
        ))}
      </Menu>
    </Fieldset>
  );
}

/** How rows of the table are called in other places. Every collaborator may change it, as the program means it. */
export function RecordSummary({ view }: { view: View }) {
  const { table, columns } = view.parts;
  const saved = table.metadata?.record_summary_template ?? null;
  const [template, setTemplate] = useState(saved);
  const first = usual(columns);
  const start = saved ?? (first ? [[first.id]] : []);
  const save = async () => {
    const metadata = { record_summary_template: template };
    await rpc('tables.metadata.set', { ...inTable(table.oid), metadata });
    await reload('tables');
  };
  return (
    <>
      <p class="soft">How a record of {table.name} is called in a few words.</p>
      <Fieldset legend="Customization">
        <RadioList
          options={[
            { value: false, label: 'Use Default' },
            { value: true, label: 'Customize Fields' },
          ]}
          value={template !== null}
          onChange={(custom) => setTemplate(custom ? start : null)}
        />
      </Fieldset>
      {template === null ? null : (
        <CustomFields columns={columns} template={template} onChange={setTemplate} />
      )}
      <Preview view={view} template={template} />
      {JSON.stringify(template) === JSON.stringify(saved) ? null : (
        <FormButtons
          proceed="Save"
          action={() => attempt(save)}
          cancel="Reset"
          onCancel={() => setTemplate(saved)}
        />
      )}
    </>
  );
}
