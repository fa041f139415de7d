import { useState } from 'preact/hooks';
import { commonData } from '../../common-data';
import { Button } from '../../components';
import { FormButtons } from '../../components/dialog';
import { CheckboxField, Field, PasswordField, Select, TextField } from '../../components/field';
import type { User } from '../../types';

/** What can be told of an account. */
export type AccountInput = Omit<User, 'id'>;

interface FieldsProps {
  value: AccountInput;
  onChange: (value: AccountInput) => void;
  /** A new account has one. */
  password?: { value: string; onChange: (value: string) => void };
  /** Nobody changes the own kind of account. */
  fixedKind?: boolean;
}

/** The fields of an account. */
export function AccountFields({ value, onChange, password, fixedKind = false }: FieldsProps) {
  const set = (change: Partial<AccountInput>) => onChange({ ...value, ...change });
  const languages = Object.entries(commonData.supported_languages).map(([code, name]) => ({
    value: code,
    label: `${name} (${code})`,
  }));
  return (
    <>
      <TextField label="Display Name" value={value.full_name} onInput={(full_name) => set({ full_name })} />
      <TextField label="Email" value={value.email} onInput={(email) => set({ email })} />
      <TextField label="Username *" value={value.username} onInput={(username) => set({ username })} />
      {password ? (
        <PasswordField label="Password *" value={password.value} onInput={password.onChange} />
      ) : null}
      <Field label="Display Language *">
        <Select
          options={languages}
          value={value.display_language}
          onChange={(display_language) => set({ display_language })}
        />
      </Field>
      <CheckboxField
        label="Admin"
        checked={value.is_superuser}
        disabled={fixedKind}
        onChange={(is_superuser) => set({ is_superuser })}
      />
    </>
  );
}

interface AccountProps {
  user: User;
  save: (input: AccountInput) => Promise<unknown>;
  fixedKind?: boolean;
}

/** Changes an account. The buttons are there while something is changed. */
export function AccountForm({ user, save, fixedKind = false }: AccountProps) {
  const { full_name, email, username, display_language, is_superuser } = user;
  const saved = { full_name, email, username, display_language, is_superuser };
  const [input, setInput] = useState<AccountInput>(saved);
  const changed = JSON.stringify(input) !== JSON.stringify(saved);
  return (
    <>
      <AccountFields value={input} onChange={setInput} fixedKind={fixedKind} />
      {changed ? (
        <FormButtons
          cancel="Discard Changes"
          onCancel={() => setInput(saved)}
          proceed="Save"
          action={() => save(input)}
          disabled={input.username.trim() === ''}
        />
      ) : null}
    </>
  );
}

interface PasswordProps {
  /** What happens when it is saved. */
  hint: string;
  /** Whether the present password has to be told. */
  withOld?: boolean;
  save: (password: string, old: string) => Promise<unknown>;
}

function ChangePassword({ hint, withOld = false, save, onClose }: PasswordProps & { onClose: () => void }) {
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const incomplete = password === '' || repeated !== password || (withOld && old === '');
  return (
    <div class="panel">
      <p class="soft">{hint}</p>
      {withOld ? <PasswordField label="Old Password *" value={old} onInput={setOld} /> : null}
      <PasswordField label="New Password *" value={password} onInput={setPassword} />
      <PasswordField
        label="Confirm Password *"
        value={repeated}
        onInput={setRepeated}
        error={repeated !== '' && repeated !== password ? 'The two passwords differ.' : undefined}
      />
      <FormButtons
        proceed="Save"
        action={() => save(password, old)}
        onDone={onClose}
        onCancel={onClose}
        disabled={incomplete}
      />
    </div>
  );
}

/** The password of an account: dots, and a button that opens the way to change it. */
export function PasswordForm(props: PasswordProps) {
  const [open, setOpen] = useState(false);
  if (open) return <ChangePassword {...props} onClose={() => setOpen(false)} />;
  return (
    <div class="row spread">
      <TextField label="Password" value="***************" onInput={() => undefined} disabled />
      <Button label="Change Password" onClick={() => setOpen(true)} />
    </div>
  );
}
