import { useState } from 'preact/hooks';
import { Button, ErrorBox, useLoad, useSubmit } from '../../components/index';
import type { PageProps } from '../../router';
import { messageOf, rpc } from '../../rpc';
import { RelatedRecord } from './related-record';
import type { Form, FormField } from './wire';

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
    <main class="narrow">
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

interface FieldProps {
  token: string;
  field: FormField;
  value: unknown;
  onChange: (value: unknown) => void;
}

function Field({ token, field, value, onChange }: FieldProps) {
  const label = field.label ?? field.key;
  return (
    <div class="form-field">
      {field.is_required ? <span class="required">* </span> : null}
      <label for={field.key}>{label}</label>
      {field.kind === 'foreign_key' ? (
        <RelatedRecord token={token} field={field} label={label} value={value} onChange={onChange} />
      ) : (
        <input
          id={field.key}
          type="text"
          value={typeof value === 'string' ? value : ''}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
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

function Thanks({ form, onAnother }: { form: Form; onAnother: () => void }) {
  return (
    <div class="shared-form">
      <p>{form.submit_message?.text ?? 'Thank you for submitting the form!'}</p>
      <Button onClick={onAnother}>Submit another response</Button>
    </div>
  );
}

function FillIn({ form }: { form: Form }) {
  const [values, setValues] = useState<Values>({});
  const [done, setDone] = useState(false);
  const send = async () => {
    await rpc('forms.submit', { form_token: form.token, values: submitted(form, values) });
    if (form.submit_redirect_url) location.href = form.submit_redirect_url;
    else setDone(true);
  };
  const { submit, busy, error } = useSubmit(send);
  const missing = form.fields.some(({ key, is_required }) => is_required && !values[key]);
  const clear = () => setValues({});
  if (done) {
    return (
      <Thanks
        form={form}
        onAnother={() => {
          clear();
          setDone(false);
        }}
      />
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
        <Button onClick={clear}>Clear form</Button>
        <Button variant="primary" type="submit" disabled={busy || missing}>
          {form.submit_button_label ?? 'Submit'}
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
    </form>
  );
}

/** A form for everybody who has its link, with or without an account. */
export function SharedFormPage({ params }: PageProps) {
  const token = params['token'] ?? '';
  const [loading] = useLoad(() => loadForm(token), [token]);
  if (loading.state === 'loading') return null;
  if (loading.state === 'failure') return <Refused reasons={[loading.message]} />;
  if ('reasons' in loading.data) return <Refused reasons={loading.data.reasons} />;
  const { form } = loading.data;
  if (!form.publish_public) return <Refused reasons={['This form is not publicly shared.']} />;
  return <FillIn form={form} />;
}
