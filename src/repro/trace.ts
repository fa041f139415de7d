import type { Heard, Hearing } from '../target/disclosure/hearing';
import type { RunState } from '../target/state';

/** One call as it was sent and answered. */
export interface Traced {
  /** The account's name; undefined for anonymous. */
  username: string | undefined;
  method: string;
  params: unknown;
  result: unknown;
  failed: boolean;
}

/** All calls of the endpoint that a hearing hears, in their order; those of a batch one by one. */
export class Trace {
  readonly calls: Traced[] = [];
  private readonly sessions = new Map<string, string>();

  constructor(state: RunState, hearing: Hearing) {
    for (const { username, session } of [state.setupAdmin, ...Object.values(state.accounts)])
      this.sessions.set(session.sessionId, username);
    const hear = hearing.hear.bind(hearing);
    hearing.hear = (heard) => {
      this.note(heard);
      hear(heard);
    };
    const signedIn = hearing.signedIn.bind(hearing);
    hearing.signedIn = (sessionId, username) => {
      this.sessions.set(sessionId, username);
      signedIn(sessionId, username);
    };
  }

  private note({ by, asked, sent, text }: Heard): void {
    if (!asked.startsWith('POST /api/rpc/')) return;
    const username = by.username ?? this.sessions.get(by.sessionId ?? '');
    const [calls, answers] = [sent, text].map(listed);
    for (const { id, method = '', params } of calls ?? []) {
      const answer = answers?.find((one) => one.id === id);
      this.calls.push({
        username,
        method,
        params,
        result: answer?.result,
        failed: answer?.error !== undefined,
      });
    }
  }
}

interface Message {
  id?: unknown;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: unknown;
}

function listed(text = ''): Message[] {
  try {
    const body = JSON.parse(text) as Message | Message[];
    return Array.isArray(body) ? body : [body];
  } catch {
    return [];
  }
}
