import { useState } from 'preact/hooks';
import {
  Button,
  Fieldset,
  IconButton,
  Menu,
  MenuItem,
  RadioField,
  toast,
  useLoad,
} from '../../../components/index';
import { reload } from '../../../common-data';
import { rpc } from '../../../rpc';
import { ColumnName } from '../../shared/columns';
import { inTable } from '../../shared/load-table';
import type { Column, RecordAnswer } from '../../shared/wire';
import type { View } from '../table-view';

/** Texts, and columns by their numbers. */
type Template = (string | number[])[];

const RADIO = 'record-summary';

/** The column by which a row is summarized when nothing else was said: the first text, else the first at all. */
function usual(columns: readonly Column[]): Column | undefined {
  return columns.find(({ type }) => /^(text|character)/.test(type)) ?? columns[0];
}

function Preview({ view, template }: { view: View; template: Template | null }) {
  const { parts, rows, chosen } = view;
  const record_id = chosen.line ? rows.keyOf(chosen.line) : undefined;
  const [loading] = useLoad(async () => {
    if (record_id === undefined) return '';
    const answer = await rpc<RecordAnswer>('records.get', {
      ...inTable(parts.table.oid),
      record_id,
      return_record_summaries: true,
      table_record_summary_templates: { [parts.table.oid]: template },
    });
    return answer.record_summaries?.[String(record_id)] ?? '';
  }, [record_id, JSON.stringify(template)]);
  return (
    <Fieldset legend="Preview">
      <div class="summary-preview">{loading.state === 'success' ? loading.data : null}</div>
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
    return column ? <ColumnName name={column.name} type={column.type} /> : String(part);
  };
  const entries = template.map((part, index) => ({ part, index })).filter(({ part }) => part !== ' ');
  return (
    <Fieldset legend="Custom Fields">
      {entries.map(({ part, index }) => (
        <div key={index} class="summary-field">
          <span>{nameOf(part)}</span>
          <IconButton icon="trash" onClick={() => onChange(template.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Menu trigger="Add Field" variant="secondary">
        {columns.map((column) => (
          <MenuItem
            key={column.id}
            onClick={() => onChange([...template, ...(template.length > 0 ? [' '] : []), [column.id]])}
          >
            <ColumnName name={column.name} type={column.type} />
          </MenuItem>
        ))}
      </Menu>
    </Fieldset>
  );
}

/** How rows of the table are called in other places. Every collaborator may change it, as the program means it. */
export function RecordSummary({ view }: { view: View }) {
  const { table, columns } = view.parts;
  const saved = (table.metadata?.record_summary_template ?? null) as Template | null;
  const [template, setTemplate] = useState(saved);
  const first = usual(columns);
  const changed = JSON.stringify(template) !== JSON.stringify(saved);
  const save = async () => {
    try {
      const metadata = { record_summary_template: template };
      await rpc('tables.metadata.set', { ...inTable(table.oid), metadata });
      await reload('tables');
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <>
      <p class="soft">How a record of {table.name} is called in a few words.</p>
      <Fieldset legend="Customization">
        <ul>
          <li>
            <RadioField
              name={RADIO}
              label="Use Default"
              checked={template === null}
              onChange={() => setTemplate(null)}
            />
          </li>
          <li>
            <RadioField
              name={RADIO}
              label="Customize Fields"
              checked={template !== null}
              onChange={() => setTemplate(saved ?? (first ? [[first.id]] : []))}
            />
          </li>
        </ul>
      </Fieldset>
      {template === null ? null : (
        <CustomFields columns={columns} template={template} onChange={setTemplate} />
      )}
      <Preview view={view} template={template} />
      {changed ? (
        <div class="buttons small">
          <Button onClick={() => setTemplate(saved)}>Reset</Button>
          <Button variant="primary" onClick={() => void save()}>
            Save
          </Button>
        </div>
      ) : null}
    </>
  );
}
