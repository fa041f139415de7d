import type { GitHub } from './github';
import { MARKER } from './write-comment';

/** What became of a comment. */
export type Posted = 'added' | 'updated' | 'unchanged' | 'not needed';

/**
 * Posts a comment in place of the one before, or as the first one. Only a comment of the token's own, with the marker, is
 * ever changed: anybody may write the marker.
 * @param body the comment
 * @param isQuiet there is nothing to tell: a comment that is there is updated, none is added
 * @throws GitHubError
 */
export async function post(
  github: Pick<GitHub, 'login' | 'comments' | 'add' | 'change'>,
  pullRequest: number,
  { body, isQuiet }: { body: string; isQuiet: boolean },
): Promise<Posted> {
  const login = await github.login();
  const comments = await github.comments(pullRequest);
  const own = comments.find((comment) => comment.user?.login === login && comment.body?.startsWith(MARKER));
  if (!own && isQuiet) return 'not needed';
  if (!own) {
    await github.add(pullRequest, body);
    return 'added';
  }
  // GitHub may give line ends back otherwise than they were sent.
  if (own.body?.replaceAll('\r\n', '\n').trim() === body.trim()) return 'unchanged';
  await github.change(own.id, body);
  return 'updated';
}
