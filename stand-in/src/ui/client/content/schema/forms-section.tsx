import { useState } from 'preact/hooks';
import { ErrorBox, Icon, Menu, MenuItem, useLoad } from '../../components';
import { ActionDialog, DialogButton, useDialogs } from '../../components/dialog';
import { SelectField, TextField } from '../../components/field';
import { type Form, addForm, deleteForm, listForms, patchForm } from '../forms/forms';
import { formPath, sharedFormAddress } from '../shared/addresses';
import { knownTable, tableOptions } from '../shared/tables';

interface FormDialogProps {
  title: string;
  /** The form to rename; none for a new one. */
  form?: Form;
  save: (wanted: { tableOid: number; name: string; description: string }) => Promise<unknown>;
}

function FormDialog({ title, form, save }: FormDialogProps) {
  const [tableOid, setTableOid] = useState(form?.base_table_oid);
  const [name, setName] = useState(form?.name ?? '');
  const [description, setDescription] = useState(form?.description ?? '');
  const table = knownTable(tableOid);
  const suggested = table ? `${table.name} Form` : '';
  return (
    <ActionDialog
      title={title}
      proceed="Save"
      action={() => save({ tableOid: tableOid ?? 0, name: name || suggested, description })}
      disabled={tableOid === undefined}
    >
      <SelectField
        label="Base Table"
        disabled={form !== undefined}
        options={tableOptions()}
        value={tableOid}
        onChange={setTableOid}
        placeholder="Select Table"
      />
      <TextField label="Name" value={name} onInput={setName} placeholder={suggested} />
      <TextField label="Description" value={description} onInput={setDescription} multiline />
    </ActionDialog>
  );
}

/** Asks, then deletes a form. */
export function DeleteFormDialog(props: { form: Form; onDeleted: () => void }) {
  const { form, onDeleted } = props;
  const remove = () => deleteForm(form).then(onDeleted);
  const title = `Delete Form ${form.name}?`;
  return (
    <ActionDialog title={title} proceed="Delete Form" action={remove} danger>
      Its link stops working at once.
    </ActionDialog>
  );
}

function FormCard({ form, onChange }: { form: Form; onChange: () => void }) {
  const rename = ({ name, description }: { name: string; description: string }) =>
    patchForm(form, { name, description, header_title: { text: name } }).then(onChange);
  const [dialog, open] = useDialogs({
    rename: <FormDialog title={`Rename Form ${form.name}`} form={form} save={rename} />,
    delete: <DeleteFormDialog form={form} onDeleted={onChange} />,
  });
  const shared = sharedFormAddress(form.token);
  return (
    <li class="entry">
      <a class="entry-link" href={formPath(form.id)} aria-label={form.name}>
        <span>{form.name}</span> <span class="soft">For {knownTable(form.base_table_oid)?.name}</span>
      </a>
      {form.publish_public ? (
        <a class="button plain icon-only" href={shared} target="_blank" rel="noreferrer">
          <Icon name="right" />
        </a>
      ) : null}
      <Menu>
        <MenuItem label="Rename Form" icon="pencil" onClick={() => open('rename')} />
        <MenuItem label="Delete Form" icon="trash" danger onClick={() => open('delete')} />
      </Menu>
      {dialog}
    </li>
  );
}

/** The forms of the schema; everybody who sees them may change them. */
export function FormsSection() {
  const [{ data: forms = [], message }, reload] = useLoad(listForms);
  const again = () => void reload();
  return (
    <section>
      <header class="section-head">
        <h2>Forms</h2>
        <DialogButton
          label="New Form"
          icon="plus"
          dialog={
            <FormDialog
              title="Create New Form"
              save={({ tableOid, name, description }) => addForm(tableOid, name, description).then(again)}
            />
          }
        />
      </header>
      <ErrorBox message={message} onRetry={again} />
      <ul class="entries" role="presentation">
        {forms.map((form) => (
          <FormCard key={form.id} form={form} onChange={again} />
        ))}
      </ul>
    </section>
  );
}
