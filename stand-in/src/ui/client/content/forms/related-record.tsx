import { useRef, useState } from 'preact/hooks';
import { ErrorBox, Icon, IconButton, useLoad } from '../../components/index';
import { Popup } from '../../components/popup';
import { rpc } from '../../rpc';
import type { SummaryList } from '../shared/wire';
import type { FormField } from './wire';

const LIMIT = 10;

interface RelatedRecordProps {
  token: string;
  field: FormField;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

interface ChoicesProps {
  token: string;
  fieldKey: string;
  chosen: unknown;
  onChoose: (key: unknown, summary: string) => void;
}

/** The rows that can be picked, by what they are called. */
function Choices({ token, fieldKey, chosen, onChoose }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const [loading] = useLoad(
    () =>
      rpc<SummaryList>('forms.list_related_records', {
        form_token: token,
        field_key: fieldKey,
        limit: LIMIT,
        offset: 0,
        ...(search === '' ? {} : { search }),
      }),
    [search],
  );
  return (
    <div class="menu">
      <input
        type="text"
        aria-label="search"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      {loading.state === 'failure' ? <ErrorBox message={loading.message} /> : null}
      <ul role="listbox" aria-expanded="true">
        {(loading.state === 'success' ? loading.data.results : []).map(({ key, summary }) => (
          <li
            key={String(key)}
            role="option"
            tabIndex={0}
            class="menu-item"
            aria-selected={key === chosen}
            onClick={() => onChoose(key, summary)}
            onKeyDown={(event) => event.key === 'Enter' && onChoose(key, summary)}
          >
            {summary}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Picks a row of the table that the field points to; the form's role reads it, whoever fills in. */
export function RelatedRecord({ token, field, label, value, onChange }: RelatedRecordProps) {
  const [open, setOpen] = useState(false);
  const [summary, setSummary] = useState('');
  const anchor = useRef<HTMLButtonElement>(null);
  const chosen = value !== undefined && value !== null;
  return (
    <div role="listbox" class="linked-record" aria-label={label} id={field.key}>
      {chosen ? <span>{summary}</span> : null}
      {chosen ? (
        <IconButton icon="close" aria-label="Clear value" onClick={() => onChange(undefined)} />
      ) : null}
      <button
        type="button"
        ref={anchor}
        class="button plain icon-only push"
        aria-label="Pick a record"
        onClick={() => setOpen(!open)}
      >
        <Icon name="chevron" />
      </button>
      {open ? (
        <Popup anchor={anchor} onClose={() => setOpen(false)}>
          <Choices
            token={token}
            fieldKey={field.key}
            chosen={value}
            onChoose={(key, name) => {
              setOpen(false);
              setSummary(name);
              onChange(key);
            }}
          />
        </Popup>
      ) : null}
    </div>
  );
}
