import { useState } from 'preact/hooks';
import { Button, Dialog, ErrorBox, Fieldset, TextField, toast, useSubmit } from '../../components/index';
import { reload, serverOf, titleOf } from '../../common-data';
import { rpc } from '../../rpc';
import type { Database } from '../../types';
import { DisplayName } from './display-name';
import { AddressFields, SslModeField, portOf } from './server-fields';

function saved(database: Database) {
  const server = serverOf(database);
  return {
    name: database.name,
    nickname: database.nickname,
    server: {
      host: server?.host ?? '',
      port: server?.port === null ? '' : String(server?.port ?? ''),
      sslmode: server?.sslmode ?? 'prefer',
    },
  };
}

/** Changes under which name and where a connected database is looked for. */
export function EditConnectionDialog({ database, onClose }: { database: Database; onClose: () => void }) {
  const [draft, setDraft] = useState(() => saved(database));
  const { name, nickname, server } = draft;
  const save = async () => {
    await rpc('databases.configured.patch', { database_id: database.id, patch: { name, nickname } });
    if (JSON.stringify(server) !== JSON.stringify(saved(database).server)) {
      const patch = { host: server.host, port: portOf(server), sslmode: server.sslmode };
      await rpc('servers.configured.patch', { server_id: database.server_id, patch });
    }
    await reload('databases', 'servers');
    toast.success('The connection was saved.');
  };
  const { submit, busy, error } = useSubmit(save, onClose);
  const footer = (
    <>
      <div class="buttons">
        <Button onClick={() => setDraft(saved(database))}>Reset</Button>
        <Button variant="primary" disabled={busy || name === '' || nickname === ''} onClick={submit}>
          Save
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
    </>
  );
  return (
    <Dialog title={`Edit ${titleOf(database)} Database Connection`} onClose={onClose} footer={footer}>
      <TextField
        label="Database Name"
        value={name}
        onInput={(value) => setDraft({ ...draft, name: value })}
      />
      <DisplayName nickname={nickname} onChange={(value) => setDraft({ ...draft, nickname: value })} />
      <Fieldset legend="PostgreSQL Server">
        <AddressFields value={server} onChange={(value) => setDraft({ ...draft, server: value })} />
        <SslModeField value={server} onChange={(value) => setDraft({ ...draft, server: value })} />
      </Fieldset>
    </Dialog>
  );
}
