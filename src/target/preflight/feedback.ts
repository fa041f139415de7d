import { type Client, InstallError } from '../client';
import type { Effect } from '../effects';
import { outcomeOfRpc } from '../outcome';
import { ok, warning, type PreflightCheck } from './check';

/**
 * Checks whether the install reaches the makers of Mathesar, by sending them a message, if that is allowed: feedback that
 * does not arrive has nothing to do with permissions. A refusal does, so it is for the cells to tell.
 */
export async function checkFeedback(client: Client, allowed: readonly Effect[]): Promise<PreflightCheck[]> {
  if (!allowed.includes('feedback')) return [];
  const failure = await send(client);
  if (failure === undefined) return [ok('feedback', 'the install can send feedback')];
  const says = `the install can not send feedback: ${failure}`;
  const todo = 'let it reach the address of its feedback, or take feedback out of QA_PLAN_ALLOWED_EFFECTS';
  return [{ ...warning('feedback', says, todo), prevents: 'feedback' }];
}

/** @returns why it did not arrive; undefined where it did, or was refused */
async function send(client: Client): Promise<string | undefined> {
  try {
    const message = 'The permission tests ask whether feedback arrives.';
    const outcome = outcomeOfRpc(await client.call('analytics.upload_feedback', { message }), false);
    return outcome.kind === 'error' ? `${String(outcome.code)} ${outcome.message.slice(0, 120)}` : undefined;
  } catch (error) {
    if (error instanceof InstallError) return error.message;
    throw error;
  }
}
