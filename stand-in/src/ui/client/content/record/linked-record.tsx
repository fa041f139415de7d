import { useState } from 'preact/hooks';
import { Icon, IconButton } from '../../components/index';
import { recordPath } from '../shared/addresses';
import { RecordPicker } from './record-picker';

interface LinkedRecordProps {
  label?: string;
  tableOid: number;
  value: unknown;
  summary: string | undefined;
  disabled: boolean;
  /** Whether the name leads to the row's page. */
  linked?: boolean;
  onChange: (value: unknown, summary?: string) => void;
}

/** A row of another table: leads to it, clears it, picks another. The last two are there only for those who may. */
export function LinkedRecord(props: LinkedRecordProps) {
  const { label, tableOid, value, summary, disabled, linked = false, onChange } = props;
  const [picking, setPicking] = useState(false);
  const chosen = value !== null && value !== undefined;
  const text = summary ?? String(value);
  return (
    <>
      <div class="linked-record" role="listbox" {...(label === undefined ? {} : { 'aria-label': label })}>
        {chosen && linked ? <a href={recordPath(tableOid, value)}>{text}</a> : null}
        {chosen && !linked ? <span>{text}</span> : null}
        {chosen && !disabled ? (
          <IconButton icon="close" aria-label="Clear value" onClick={() => onChange(null)} />
        ) : null}
        {disabled ? null : (
          <button
            type="button"
            class="button plain icon-only push"
            aria-label="Pick a record"
            onClick={() => setPicking(true)}
          >
            <Icon name="chevron" />
          </button>
        )}
      </div>
      {picking ? (
        <RecordPicker
          tableOid={tableOid}
          onPick={({ key, summary: name }) => onChange(key, name)}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
