import { useId } from 'preact/hooks';
import { Fieldset, Help, RadioField, TextField } from '../../components/index';

/** How a database is called in the pages: its own name (null), or one chosen for them. */
export function DisplayName({
  nickname,
  onChange,
}: {
  nickname: string | null;
  onChange: (nickname: string | null) => void;
}) {
  const name = useId();
  return (
    <Fieldset legend="Display Name">
      <Fieldset>
        <ul>
          <li>
            <RadioField
              label="Use the database name"
              name={name}
              checked={nickname === null}
              onChange={() => onChange(null)}
            />
          </li>
          <li>
            <RadioField
              label={
                <span>
                  Use a custom nickname instead <Help />
                </span>
              }
              name={name}
              checked={nickname !== null}
              onChange={() => onChange('')}
            />
          </li>
        </ul>
      </Fieldset>
      {nickname === null ? null : <TextField label="Nickname" value={nickname} onInput={onChange} />}
    </Fieldset>
  );
}
