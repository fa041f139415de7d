import { Field, Select, TextField } from '../../components/index';

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

interface Props {
  value: ServerInput;
  onChange: (value: ServerInput) => void;
}

/** Host and port of a server. */
export function AddressFields({ value, onChange }: Props) {
  return (
    <>
      <TextField label="Host" value={value.host} onInput={(host) => onChange({ ...value, host })} />
      <TextField label="Port" value={value.port} onInput={(port) => onChange({ ...value, port })} />
    </>
  );
}

/** How connections to a server are encrypted. */
export function SslModeField({ value, onChange }: Props) {
  return (
    <Field label="SSL Mode" help="How connections to the server are encrypted.">
      <Select
        options={SSL_MODES}
        value={value.sslmode}
        onChange={(sslmode) => onChange({ ...value, sslmode })}
      />
    </Field>
  );
}

/** A port as the endpoint takes it; null when none is given. */
export const portOf = ({ port }: ServerInput): number | null => (port.trim() === '' ? null : Number(port));
