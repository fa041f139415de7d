import type { Page, Request } from '@playwright/test';
import type { Hearing, Heard } from '../../target/disclosure/hearing';
import type { RunAccount } from '../../target/state';

/** What of a page may tell something of others: its HTML, with the data in it, and all that it asks for. */
const KINDS = new Set(['document', 'xhr', 'fetch']);

/**
 * Hears every answer that a page gets, as it comes: after a navigation it can not be read any more.
 * @param account whose page it is; an anonymous one without
 */
export function hearPage(page: Page, hearing: Hearing, account: RunAccount | undefined): void {
  page.on('requestfinished', (request) => {
    if (KINDS.has(request.resourceType())) hearing.hearLater(answerTo(request, account));
  });
}

async function answerTo(request: Request, account: RunAccount | undefined): Promise<Heard | undefined> {
  const response = await request.response();
  if (!response) return undefined;
  const { pathname, search } = new URL(request.url());
  return {
    by: { username: account?.username },
    asked: `${request.method()} ${pathname}${search}`,
    sent: request.postData() ?? '',
    text: await response.text(),
    headers: response.headers(),
  };
}
