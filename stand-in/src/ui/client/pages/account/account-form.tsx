import { useState } from 'preact/hooks';
import { Button, ErrorBox, useSubmit } from '../../components/index';
import type { User } from '../../types';
import { AccountFields, type AccountInput } from './account-fields';

const inputOf = ({ full_name, email, username, display_language, is_superuser }: User): AccountInput => ({
  full_name,
  email,
  username,
  display_language,
  is_superuser,
});

interface Props {
  user: User;
  save: (input: AccountInput) => Promise<unknown>;
  fixedKind?: boolean;
}

/** Changes an account. The buttons are there while something is changed. */
export function AccountForm({ user, save, fixedKind = false }: Props) {
  const [input, setInput] = useState(() => inputOf(user));
  const { submit, busy, error } = useSubmit(() => save(input));
  const changed = JSON.stringify(input) !== JSON.stringify(inputOf(user));
  return (
    <>
      <AccountFields value={input} onChange={setInput} fixedKind={fixedKind} />
      {changed ? (
        <div class="buttons">
          <Button onClick={() => setInput(inputOf(user))}>Discard Changes</Button>
          <Button variant="primary" disabled={busy || input.username.trim() === ''} onClick={submit}>
            Save
          </Button>
        </div>
      ) : null}
      {error === undefined ? null : <ErrorBox message={error} />}
    </>
  );
}
