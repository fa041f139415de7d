import { Field, Fieldset, FixedBox, Helped, RadioList, Select, TextField } from '../../components/field';

interface DisplayNameProps {
  nickname: string | null;
  onChange: (nickname: string | null) => void;
}

/** How a database is called in the pages: its own name (null), or one chosen for them. */
export function DisplayName({ nickname, onChange }: DisplayNameProps) {
  return (
    <Fieldset legend="Display Name">
      <Fieldset>
        <RadioList
          options={[
            { value: false, label: 'Use the database name' },
            { value: true, label: <Helped label="Use a custom nickname instead" /> },
          ]}
          value={nickname !== null}
          onChange={(chosen) => onChange(chosen ? '' : null)}
        />
      </Fieldset>
      {nickname === null ? null : <TextField label="Nickname" value={nickname} onInput={onChange} />}
    </Fieldset>
  );
}

/** Where a PostgreSQL server is, as it is typed. */
export interface ServerInput {
  host: string;
  port: string;
  sslmode: string;
}

/** The way of encryption that the selection offers; its name is PostgreSQL's. */
const SSL_MODES = [
  { value: 'disable', label: 'Disable SSL' },
  { value: 'prefer', label: 'Prefer SSL' },
  { value: 'require', label: 'Require SSL' },
];

interface ServerProps {
  value: ServerInput;
  onChange: (value: ServerInput) => void;
}

/** Host and port of a server. */
export function AddressFields({ value, onChange }: ServerProps) {
  return (
    <>
      <TextField label="Host" value={value.host} onInput={(host) => onChange({ ...value, host })} />
      <TextField label="Port" value={value.port} onInput={(port) => onChange({ ...value, port })} />
    </>
  );
}

/** How connections to a server are encrypted. */
export function SslModeField({ value, onChange }: ServerProps) {
  const choose = (sslmode: string) => onChange({ ...value, sslmode });
  return (
    <Field label="SSL Mode" help="How connections to the server are encrypted.">
      <Select options={SSL_MODES} value={value.sslmode} onChange={choose} />
    </Field>
  );
}

/** A server as the endpoint takes it: without a port when none is typed. */
export const serverOfInput = ({ host, port, sslmode }: ServerInput) => ({
  host,
  port: port.trim() === '' ? null : Number(port),
  sslmode,
});

/** What connecting puts into the database. The stand-in has no example schemas to offer. */
export function SchemasToInstall() {
  return (
    <Fieldset legend="Schemas to install">
      <ul>
        <li>
          <FixedBox
            label="mathesar_types, __msar, msar"
            help="The program's own functions; always installed."
          />
        </li>
      </ul>
    </Fieldset>
  );
}
