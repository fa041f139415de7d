import { useState } from 'preact/hooks';
import { Button, ErrorBox, TextField, useSubmit } from '../../components/index';

interface Props {
  /** What happens when it is saved. */
  hint: string;
  /** Whether the present password has to be told. */
  withOld: boolean;
  save: (password: string, old: string) => Promise<unknown>;
}

function Password(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}) {
  return <TextField {...props} password autoComplete="new-password" />;
}

function Change({ hint, withOld, save, onClose }: Props & { onClose: () => void }) {
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const { submit, busy, error } = useSubmit(() => save(password, old), onClose);
  const differ = repeated !== '' && repeated !== password;
  const incomplete = password === '' || repeated !== password || (withOld && old === '');
  return (
    <div class="inset">
      <p class="soft">{hint}</p>
      {withOld ? <Password label="Old Password *" value={old} onInput={setOld} /> : null}
      <Password label="New Password *" value={password} onInput={setPassword} />
      <Password
        label="Confirm Password *"
        value={repeated}
        onInput={setRepeated}
        error={differ ? 'The two passwords differ.' : undefined}
      />
      <div class="buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={busy || incomplete} onClick={submit}>
          Save
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
    </div>
  );
}

/** The password of an account: dots, and a button that opens the way to change it. */
export function PasswordForm(props: Props) {
  const [open, setOpen] = useState(false);
  if (open) return <Change {...props} onClose={() => setOpen(false)} />;
  return (
    <div class="password-row">
      <TextField label="Password" value="***************" onInput={() => undefined} disabled />
      <Button onClick={() => setOpen(true)}>Change Password</Button>
    </div>
  );
}
