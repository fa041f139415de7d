import { CheckboxField, Field, Select, TextField } from '../../components/index';
import { commonData } from '../../common-data';

/** What can be told of an account. */
export interface AccountInput {
  full_name: string;
  email: string;
  username: string;
  display_language: string;
  is_superuser: boolean;
}

interface Props {
  value: AccountInput;
  onChange: (value: AccountInput) => void;
  /** A new account has one. */
  password?: { value: string; onChange: (value: string) => void };
  /** Nobody changes the own kind of account. */
  fixedKind?: boolean;
}

/** The fields of an account. */
export function AccountFields({ value, onChange, password, fixedKind = false }: Props) {
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
        <TextField
          label="Password *"
          value={password.value}
          onInput={password.onChange}
          password
          autoComplete="new-password"
        />
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
