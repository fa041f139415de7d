import { Button } from '../../components';
import { CheckboxField, Fieldset, Help, Select, TextField } from '../../components/field';
import type { StoredRole } from '../../types';
import { tablePath } from '../shared/addresses';
import { Section } from '../shared/panel';
import { knownTable } from '../shared/tables';
import type { Form } from './forms';

/** The roles that a form may run as, by name and whether the caller may choose them. */
export interface FormRoles {
  stored: StoredRole[];
  /** Names of the caller's own role and of those that it is a member of. */
  own: readonly string[];
}

interface InspectorProps {
  form: Form;
  roles: FormRoles;
  onChange: (form: Form) => void;
  onDelete: () => void;
}

/**
 * The role that submissions insert as. Those of others can be seen but not chosen. As recorded only their style says
 * so, and nothing that assistive technology would be told.
 */
function AssociatedRole({ form, roles, onChange }: Omit<InspectorProps, 'onDelete'>) {
  const options = roles.stored.map(({ id, name }) => {
    const own = roles.own.includes(name);
    const label = (
      <>
        <span>{name}</span> {own ? null : <Help text="Not a role of yours" />}
      </>
    );
    return { value: id, label, disabled: own ? false : ('unsaid' as const) };
  });
  return (
    <Select
      options={options}
      value={form.associated_role_id ?? undefined}
      onChange={(associated_role_id) => onChange({ ...form, associated_role_id })}
      placeholder="Select Role"
    />
  );
}

function Submission({ form, onChange }: Pick<InspectorProps, 'form' | 'onChange'>) {
  const set = (change: Partial<Form>) => onChange({ ...form, ...change });
  const address = form.submit_redirect_url;
  return (
    <>
      <Fieldset legend="Appearance">
        <TextField
          label="Button label"
          placeholder="Submit"
          value={form.submit_button_label ?? ''}
          onInput={(label) => set({ submit_button_label: label === '' ? null : label })}
        />
      </Fieldset>
      <Fieldset legend="After Submission">
        <TextField
          label="Confirmation message"
          placeholder="Thank you for submitting the form!"
          multiline
          value={form.submit_message?.text ?? ''}
          onInput={(text) => set({ submit_message: text === '' ? null : { text } })}
        />
        <CheckboxField
          label="Redirect to URL"
          checked={address !== null}
          onChange={(checked) => set({ submit_redirect_url: checked ? '' : null })}
        />
        {address === null ? null : (
          <TextField label="URL" value={address} onInput={(url) => set({ submit_redirect_url: url })} />
        )}
      </Fieldset>
    </>
  );
}

function showFirstField(button: HTMLElement): void {
  button.parentElement?.querySelector('input')?.focus();
}

/** What is known about the form and what can be done with it. */
export function FormInspector({ form, roles, onChange, onDelete }: InspectorProps) {
  const table = knownTable(form.base_table_oid);
  return (
    <div class="inspector">
      <button type="button" class="link" onClick={(event) => showFirstField(event.currentTarget)}>
        Form
      </button>
      <Section title="Properties">
        <TextField label="Name" value={form.name} onInput={(name) => onChange({ ...form, name })} />
        <TextField
          label="Description"
          multiline
          value={form.description ?? ''}
          onInput={(description) => onChange({ ...form, description })}
        />
        <p>
          Base Table: <a href={tablePath(form.base_table_oid)}>{table?.name ?? form.base_table_oid}</a>
        </p>
      </Section>
      <Section title="Associated Role" helps={1}>
        <AssociatedRole form={form} roles={roles} onChange={onChange} />
      </Section>
      <Section title="Submission Settings">
        <Submission form={form} onChange={onChange} />
      </Section>
      <Section title="Actions">
        <Button label="Delete Form" variant="danger" onClick={onDelete} />
      </Section>
    </div>
  );
}
