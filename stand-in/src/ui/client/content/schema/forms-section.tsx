import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, ErrorBox, Icon, Menu, MenuItem, useLoad } from '../../components/index';
import { addForm, deleteForm, listForms, patchForm } from '../forms/calls';
import { FormDialog } from '../forms/form-dialog';
import type { Form } from '../forms/wire';
import { formPath, sharedFormAddress } from '../shared/addresses';
import { knownTable } from '../shared/load-table';

/** Asks, then deletes a form. */
export function DeleteFormDialog(props: { form: Form; onClose: () => void; onDeleted: () => void }) {
  const { form, onClose, onDeleted } = props;
  return (
    <ConfirmDialog
      title={`Delete Form ${form.name}?`}
      proceed="Delete Form"
      action={async () => {
        await deleteForm(form);
        onDeleted();
      }}
      onClose={onClose}
    >
      Its link stops working at once.
    </ConfirmDialog>
  );
}

function FormCard({ form, onChange }: { form: Form; onChange: () => void }) {
  const [opened, setOpened] = useState<'rename' | 'delete'>();
  const close = () => setOpened(undefined);
  const rename = async ({ name, description }: { name: string; description: string }) => {
    await patchForm(form, { name, description });
    onChange();
  };
  return (
    <li class="entry">
      <a class="entry-link" href={formPath(form.id)} aria-label={form.name}>
        <span>{form.name}</span> <span class="soft">For {knownTable(form.base_table_oid)?.name}</span>
      </a>
      {form.publish_public ? (
        <a
          class="button plain icon-only"
          href={sharedFormAddress(form.token)}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="right" />
        </a>
      ) : null}
      <Menu>
        <MenuItem icon="pencil" onClick={() => setOpened('rename')}>
          Rename Form
        </MenuItem>
        <MenuItem icon="trash" danger onClick={() => setOpened('delete')}>
          Delete Form
        </MenuItem>
      </Menu>
      {opened === 'rename' ? (
        <FormDialog title={`Rename Form ${form.name}`} form={form} save={rename} onClose={close} />
      ) : null}
      {opened === 'delete' ? <DeleteFormDialog form={form} onClose={close} onDeleted={onChange} /> : null}
    </li>
  );
}

/** The forms of the schema; everybody who sees them may change them. */
export function FormsSection() {
  const [loading, reload] = useLoad(listForms);
  const [adding, setAdding] = useState(false);
  const again = () => void reload();
  return (
    <section>
      <header class="section-head">
        <h2>Forms</h2>
        <Button icon="plus" onClick={() => setAdding(true)}>
          New Form
        </Button>
      </header>
      {loading.state === 'failure' ? <ErrorBox message={loading.message} onRetry={again} /> : null}
      <ul class="entries" role="presentation">
        {(loading.state === 'success' ? loading.data : []).map((form) => (
          <FormCard key={form.id} form={form} onChange={again} />
        ))}
      </ul>
      {adding ? (
        <FormDialog
          title="Create New Form"
          save={async ({ tableOid, name, description }) => {
            await addForm(tableOid, name, description);
            again();
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </section>
  );
}
