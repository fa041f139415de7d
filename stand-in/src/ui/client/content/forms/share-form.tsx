import { useState } from 'preact/hooks';
import { Button, ConfirmDialog, Dropdown, Icon, IconButton, toast } from '../../components/index';
import { sharedFormAddress } from '../shared/addresses';
import { publishForm, regenerateToken } from './calls';
import type { Form } from './wire';

interface ShareFormProps {
  form: Form;
  onChange: (change: Partial<Form>) => void;
}

interface PublicLinkProps {
  form: Form;
  onPublish: () => void;
  onDisable: () => void;
  onRegenerate: () => void;
}

/** The address under which everybody can fill in the form. */
function PublicLink({ form, onPublish, onDisable, onRegenerate }: PublicLinkProps) {
  if (!form.publish_public) {
    return (
      <div class="menu share">
        <p>Everybody who has the link may fill in the form.</p>
        <Button variant="primary" onClick={onPublish}>
          Create public link
        </Button>
      </div>
    );
  }
  const address = sharedFormAddress(form.token);
  return (
    <div class="menu share">
      <p>Everybody who has this link may fill in the form.</p>
      <div class="share-address">
        <input type="text" readOnly value={address} />
        <IconButton icon="check" onClick={() => void navigator.clipboard.writeText(address)} />
        <a class="button plain icon-only" href={address} target="_blank" rel="noreferrer">
          <Icon name="right" />
        </a>
      </div>
      <div class="buttons">
        <Button onClick={onRegenerate}>Regenerate Link</Button>
        <Button onClick={onDisable}>Disable Link</Button>
      </div>
    </div>
  );
}

/** Publishes a form, or takes its link away again. Everybody may, whoever made the form. */
export function ShareForm({ form, onChange }: ShareFormProps) {
  const [asking, setAsking] = useState<'regenerate' | 'disable'>();
  const close = () => setAsking(undefined);
  const set = async (publish_public: boolean) => {
    await publishForm(form, publish_public);
    onChange({ publish_public });
  };
  const publish = async () => {
    try {
      await set(true);
    } catch (error) {
      toast.error(error);
    }
  };
  const regenerate = async () => {
    onChange({ token: await regenerateToken(form) });
    toast.success('The link has been successfully regenerated');
  };
  return (
    <>
      <Dropdown
        variant="secondary"
        aria-label="Share"
        trigger={form.publish_public ? 'Shared via link' : 'Share'}
      >
        <PublicLink
          form={form}
          onPublish={() => void publish()}
          onDisable={() => setAsking('disable')}
          onRegenerate={() => setAsking('regenerate')}
        />
      </Dropdown>
      {asking === 'disable' ? (
        <ConfirmDialog title="Disable Link?" proceed="Disable Link" action={() => set(false)} onClose={close}>
          <p>Nobody can fill in the form under this link any more.</p>
        </ConfirmDialog>
      ) : null}
      {asking === 'regenerate' ? (
        <ConfirmDialog
          title="Remove old link and create a new link?"
          proceed="Regenerate Link"
          action={regenerate}
          onClose={close}
        >
          <p>Whoever has the old link can not use it any more.</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
