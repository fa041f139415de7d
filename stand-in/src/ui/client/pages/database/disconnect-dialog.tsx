import { useId, useState } from 'preact/hooks';
import {
  CheckboxField,
  Dialog,
  DialogButtons,
  Fieldset,
  Help,
  RadioField,
  toast,
  useSubmit,
} from '../../components/index';
import { reload, titleOf } from '../../common-data';
import { navigate } from '../../navigation';
import { rpc } from '../../rpc';
import type { Database } from '../../types';

const OWN_SCHEMAS = ['msar', '__msar', 'mathesar_types'];

/** Takes a database out of the install. As in the real program, dropping it is shown and can not be done. */
export function DisconnectDialog({ database, onClose }: { database: Database; onClose: () => void }) {
  const name = useId();
  const [drop, setDrop] = useState(false);
  const [clean, setClean] = useState(false);
  const disconnect = async () => {
    await rpc('databases.configured.disconnect', {
      database_id: database.id,
      schemas_to_remove: clean ? OWN_SCHEMAS : [],
    });
    toast.success('The database was disconnected.');
    // First away from its page, for that page is gone with it.
    navigate('/');
    await reload('databases', 'servers');
  };
  const { submit, busy, error } = useSubmit(disconnect, onClose);
  const footer = (
    <DialogButtons
      proceed="Disconnect"
      onProceed={submit}
      onCancel={onClose}
      disabled={busy || drop}
      danger
      error={error}
    />
  );
  return (
    <Dialog title={`Disconnect ${titleOf(database)} Database`} onClose={onClose} footer={footer}>
      <p>The database will no longer be known here.</p>
      <Fieldset legend="In Mathesar">
        <CheckboxField
          label="Remove saved explorations and other metadata"
          checked
          disabled
          onChange={() => undefined}
        />
      </Fieldset>
      <Fieldset legend="In PostgreSQL">
        <Fieldset>
          <ul>
            <li>
              <RadioField
                label="Keep the database"
                name={name}
                checked={!drop}
                onChange={() => setDrop(false)}
              />
            </li>
            <li>
              <RadioField
                label="Drop the database"
                name={name}
                checked={drop}
                onChange={() => setDrop(true)}
              />
            </li>
          </ul>
        </Fieldset>
        {drop ? (
          <p>To drop a database, use PostgreSQL.</p>
        ) : (
          <CheckboxField
            label={
              <span>
                Remove Mathesar's internal schemas <Help />
              </span>
            }
            checked={clean}
            onChange={setClean}
          />
        )}
      </Fieldset>
    </Dialog>
  );
}
