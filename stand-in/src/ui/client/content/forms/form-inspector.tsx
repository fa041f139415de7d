import { Button, CheckboxField, Dropdown, Fieldset, Help, Icon, TextField } from '../../components/index';
import { tablePath } from '../shared/addresses';
import { knownTable } from '../shared/load-table';
import { Section } from '../shared/section';
import type { FormRoles } from './form-builder-page';
import type { Form } from './wire';

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
  const { stored, own } = roles;
  const foreign = (name: string) => !own.includes(name);
  const chosen = stored.find(({ id }) => id === form.associated_role_id);
  const trigger = (
    <>
      <span>{chosen?.name ?? 'Select Role'}</span>
      {chosen && foreign(chosen.name) ? <Help text="Not a role of yours" /> : null}
      <Icon name="chevron" />
    </>
  );
  return (
    <Dropdown variant="secondary" trigger={trigger}>
      {(close) => (
        <ul role="listbox" class="menu" aria-expanded="true">
          {stored.map(({ id, name }) => {
            const disabled = foreign(name);
            const choose = () => {
              if (disabled) return;
              close();
              onChange({ ...form, associated_role_id: id });
            };
            return (
              <li
                key={id}
                role="option"
                tabIndex={0}
                class={disabled ? 'menu-item disabled' : 'menu-item'}
                aria-selected={id === form.associated_role_id}
                onClick={choose}
                onKeyDown={(event) => event.key === 'Enter' && choose()}
              >
                <span>{name}</span> {disabled ? <Help text="Not a role of yours" /> : null}
              </li>
            );
          })}
        </ul>
      )}
    </Dropdown>
  );
}

function Submission({ form, onChange }: Pick<InspectorProps, 'form' | 'onChange'>) {
  const redirected = form.submit_redirect_url !== null;
  return (
    <>
      <Fieldset legend="Appearance">
        <TextField
          label="Button label"
          placeholder="Submit"
          value={form.submit_button_label ?? ''}
          onInput={(label) => onChange({ ...form, submit_button_label: label === '' ? null : label })}
        />
      </Fieldset>
      <Fieldset legend="After Submission">
        <TextField
          label="Confirmation message"
          placeholder="Thank you for submitting the form!"
          multiline
          value={form.submit_message?.text ?? ''}
          onInput={(text) => onChange({ ...form, submit_message: text === '' ? null : { text } })}
        />
        <CheckboxField
          label="Redirect to URL"
          checked={redirected}
          onChange={(checked) => onChange({ ...form, submit_redirect_url: checked ? '' : null })}
        />
        {redirected ? (
          <TextField
            label="URL"
            value={form.submit_redirect_url ?? ''}
            onInput={(url) => onChange({ ...form, submit_redirect_url: url })}
          />
        ) : null}
      </Fieldset>
    </>
  );
}

/** The way back to the top of the panel. */
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
        <Button variant="danger" onClick={onDelete}>
          Delete Form
        </Button>
      </Section>
    </div>
  );
}
