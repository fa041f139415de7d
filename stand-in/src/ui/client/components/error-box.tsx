import { Button } from './button';

/** What the endpoint's own words leave out. */
const MEANINGS: Readonly<Record<string, string>> = {
  NoConnectionAvailable: 'Only a collaborator of this database reaches its data.',
};

/** Why something was refused, in the endpoint's own words. */
export function ErrorBox({ message, onRetry }: { message: string; onRetry?: () => void }) {
  const meaning = MEANINGS[message.split(':')[0] ?? ''];
  return (
    <div class="error-box">
      <p>{message}</p>
      {meaning ? <p>{meaning}</p> : null}
      {onRetry ? <Button onClick={onRetry}>Retry</Button> : null}
    </div>
  );
}
