import { useRef, useState } from 'preact/hooks';
import { Button, ErrorBox, Icon, IconButton, Popup, useLoad, useSubmit } from '../../components';
import { ListBox, TextInput } from '../../components/field';
import type { PageProps } from '../../router';
import { messageOf, rpc } from '../../rpc';
import { isNothing } from '../shared/columns';
import type { Form, FormField } from './forms';

const LIMIT = 10;

interface Related {
  key: unknown;
  summary: string;
}

interface ChoicesProps {
  token: string;
  field: FormField;
  chosen: unknown;
  onChoose: (related: Related) => void;
}

function Choices({ token, field, chosen, onChoose }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const [{ data, message }] = useLoad(() => {
    const page = { limit: LIMIT, offset: 0, ...(search === '' ? {} : { search }) };
    const params = { form_token: token, field_key: field.key, ...page };
    return rpc<{ count: number; results: Related[] }>('forms.list_related_records', params);
  }, [search]);
  const results = data?.results ?? [];
  return (
    <div class="menu">
      <TextInput aria-label="search" value={search} onInput={setSearch} />
      <ErrorBox message={message} />
      <ListBox
        options={results.map((related) => ({ value: related, label: related.summary }))}
        value={results.find(({ key }) => key === chosen)}
        onChoose={onChoose}
      />
    </div>
  );
}

interface RelatedRecordProps {
  token: string;
  field: FormField;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Picks a row of the table that the field points to; the form's role reads it, whoever fills in. */
function RelatedRecord({ token, field, label, value, onChange }: RelatedRecordProps) {
  const [open, setOpen] = useState(false);
  const [summary, setSummary] = useState('');
  const anchor = useRef<HTMLButtonElement>(null);
  const choose = (related: Related) => {
    setOpen(false);
    setSummary(related.summary);
    onChange(related.key);
  };
  return (
    <div role="listbox" class="linked-record" aria-label={label} id={field.key}>
      {isNothing(value) ? null : (
        <>
          <span>{summary}</span>
          <IconButton icon="close" aria-label="Clear value" onClick={() => onChange(undefined)} />
        </>
      )}
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
          <Choices token={token} field={field} chosen={value} onChoose={choose} />
        </Popup>
      ) : null}
    </div>
  );
}

type Values = Record<string, unknown>;

/** A form by its token, or all reasons why there is none. */
async function loadForm(form_token: string): Promise<{ form: Form } | { reasons: string[] }> {
  const answers = await Promise.allSettled([
    rpc<Form>('forms.get', { form_token }),
    rpc('forms.get_source_info', { form_token }),
  ]);
  const reasons = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [messageOf(answer.reason)] : [],
  );
  const [first] = answers;
  if (reasons.length > 0 || first.status === 'rejected') return { reasons: [...new Set(reasons)] };
  return { form: first.value };
}

function Refused({ reasons }: { reasons: readonly string[] }) {
  return (
    <main>
      <h1>Error</h1>
      {reasons.length === 1 ? (
        <p>{reasons[0]}</p>
      ) : (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </main>
  );
}

function Field(props: Omit<RelatedRecordProps, 'label'>) {
  const { field, value, onChange } = props;
  const label = field.label ?? field.key;
  return (
    <div class="form-field">
      {field.is_required ? <span class="required">* </span> : null}
      <label for={field.key}>{label}</label>
      {field.kind === 'foreign_key' ? (
        <RelatedRecord {...props} label={label} />
      ) : (
        <TextInput id={field.key} value={typeof value === 'string' ? value : ''} onInput={onChange} />
      )}
      {field.help === null ? null : <div class="field-help">{field.help}</div>}
    </div>
  );
}

/** What is sent for the filled-in fields: a picked row says that it was picked. */
function submitted(form: Form, values: Values): Values {
  const filled = form.fields.filter(({ key }) => values[key] !== undefined && values[key] !== '');
  return Object.fromEntries(
    filled.map(({ key, kind }) => [
      key,
      kind === 'foreign_key' ? { type: 'pick', value: values[key] } : values[key],
    ]),
  );
}

function FillIn({ form }: { form: Form }) {
  const [values, setValues] = useState<Values>({});
  const [done, setDone] = useState(false);
  const { submit, busy, error } = useSubmit(async () => {
    await rpc('forms.submit', { form_token: form.token, values: submitted(form, values) });
    if (form.submit_redirect_url) location.href = form.submit_redirect_url;
    else setDone(true);
  });
  const missing = form.fields.some(({ key, is_required }) => is_required && !values[key]);
  const clear = () => {
    setValues({});
    setDone(false);
  };
  if (done) {
    return (
      <div class="shared-form">
        <p>{form.submit_message?.text ?? 'Thank you for submitting the form!'}</p>
        <Button label="Submit another response" onClick={clear} />
      </div>
    );
  }
  return (
    <form
      class="shared-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) submit();
      }}
    >
      <h1>{form.header_title.text}</h1>
      {form.header_subtitle ? <p>{form.header_subtitle.text}</p> : null}
      {form.fields.map((field) => (
        <Field
          key={field.key}
          token={form.token}
          field={field}
          value={values[field.key]}
          onChange={(value) => setValues({ ...values, [field.key]: value })}
        />
      ))}
      <div class="buttons">
        <Button label="Clear form" onClick={clear} />
        <Button
          label={form.submit_button_label ?? 'Submit'}
          variant="primary"
          type="submit"
          disabled={busy || missing}
        />
      </div>
      <ErrorBox message={error} />
    </form>
  );
}

/** A form for everybody who has its link, with or without an account. */
export function SharedFormPage({ params }: PageProps) {
  const token = params.token ?? '';
  const [loading] = useLoad(() => loadForm(token), [token]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <Refused reasons={[loading.message]} />;
  if ('reasons' in loading.data) return <Refused reasons={loading.data.reasons} />;
  const { form } = loading.data;
  if (!form.publish_public) return <Refused reasons={['This form is not publicly shared.']} />;
  return <FillIn form={form} />;
}
