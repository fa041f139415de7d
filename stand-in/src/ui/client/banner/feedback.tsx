import { useState } from 'preact/hooks';
import { Button, Dropdown, ErrorBox, Icon, toast, useSubmit } from '../components/index';
import { rpc } from '../rpc';

function FeedbackForm({ close }: { close: () => void }) {
  const [message, setMessage] = useState('');
  const { submit, busy, error } = useSubmit(
    () => rpc('analytics.upload_feedback', { message }),
    () => {
      toast.success('Thank you. The stand-in keeps your words to itself.');
      close();
    },
  );
  return (
    <div class="menu feedback">
      <div>We'd love to hear from you! Nothing you write here leaves the stand-in.</div>
      <textarea rows={5} value={message} onInput={(event) => setMessage(event.currentTarget.value)} />
      <div class="buttons">
        <Button onClick={() => setMessage('')}>Clear</Button>
        <Button variant="primary" disabled={busy || message.trim() === ''} onClick={submit}>
          Send Feedback
        </Button>
      </div>
      {error === undefined ? null : <ErrorBox message={error} />}
    </div>
  );
}

/** The button of the banner that opens the feedback form. */
export function Feedback() {
  const trigger = (
    <>
      <Icon name="feedback" />
      <span>Feedback</span>
    </>
  );
  return <Dropdown trigger={trigger}>{(close) => <FeedbackForm close={close} />}</Dropdown>;
}
