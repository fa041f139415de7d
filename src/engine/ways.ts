import type { Attempt } from '../actions/action';
import type { Ways } from '../actions/ways';
import type { Form } from '../actions/ways/form';
import { InstallError, type Client } from '../target/client';
import type { Incoming } from '../target/exchange';
import { isFromBetween, outcomeOfHttp, outcomeOfRpc } from '../target/outcome';
import type { WaysNote } from '../record/schema';
import { holds, type Observation } from './attempt';

/** What one form of a read was answered. */
export interface FormSeen {
  form: Form;
  /** `nothing`: neither what was asked for nor a refusal, such as an error of validation or a page. */
  outcome: 'answered' | 'refused' | 'nothing';
  /** Whether the answer holds the canary; undefined for a read without one. */
  canarySeen: boolean | undefined;
}

/** What the forms of a read were answered. */
export interface WaysSeen {
  read: string;
  forms: readonly FormSeen[];
}

/** As many requests at a time: an install has few workers. */
const AT_A_TIME = 8;

/**
 * Asks all forms of a read as one caller.
 * @throws InstallError when a promised one gets no answer at all
 */
export async function askWays(
  { read, forms }: Ways,
  client: Client,
  canary: Attempt['canary'],
): Promise<WaysSeen> {
  const seen: FormSeen[] = [];
  const left = forms.entries();
  const ask = async () => {
    for (const [place, form] of left) {
      seen[place] = { form, ...(await askForm(form, client, canary)) };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, ask));
  return { read, forms: seen };
}

async function askForm(form: Form, client: Client, canary: Attempt['canary']) {
  try {
    return readAnswer(form, await client.send(form.sent), client.anonymous, canary);
  } catch (error) {
    // An install need not know what nobody is promised: some close the connection.
    if (!form.promised && error instanceof InstallError)
      return { outcome: 'nothing', canarySeen: false } as const;
    throw error;
  }
}

function readAnswer(
  form: Form,
  { status, location, text }: Incoming,
  anonymous: boolean,
  canary: Attempt['canary'],
): Pick<FormSeen, 'outcome' | 'canarySeen'> {
  const { id } = form;
  if (form.promised && isFromBetween({ code: status, message: text }))
    throw new InstallError(`the form "${form.name}" was not answered by the install: HTTP ${String(status)}`);
  if (id === undefined) {
    const { kind } = outcomeOfHttp({ status, location, text });
    // What may be asked of an address is no answer to what it holds.
    const answered = kind === 'allowed' && status < 300 && form.sent.method !== 'OPTIONS';
    const outcome = answered ? 'answered' : kind === 'denied' ? 'refused' : 'nothing';
    return { outcome, canarySeen: holds(text, canary) };
  }
  // A page, as for an address that is none, tells what pages tell.
  if (text.trimStart().startsWith('<')) return { outcome: 'nothing', canarySeen: false };
  const body = parsed(text);
  // What the other calls of a batch were answered is theirs.
  const own = Array.isArray(body) ? (body as { id?: unknown }[]).find((one) => one.id === id) : body;
  const canarySeen = holds(own === body ? text : JSON.stringify(own ?? ''), canary);
  if (typeof own !== 'object' || own === null) return { outcome: 'nothing', canarySeen };
  if ('result' in own) return { outcome: 'answered', canarySeen };
  const { error } = own as { error?: { code: number; message: string } };
  const refused = error && outcomeOfRpc({ ok: false, ...error }, anonymous).kind === 'denied';
  return { outcome: refused ? 'refused' : 'nothing', canarySeen };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The forms that read what the plain form did not get: the canary, or any answer where it got a refusal. */
export const formsThatRead = ({ ways, outcome, canarySeen }: Observation): FormSeen[] =>
  canarySeen === true
    ? []
    : (ways?.forms.filter(
        (seen) => seen.canarySeen === true || (seen.outcome === 'answered' && outcome.kind !== 'allowed'),
      ) ?? []);

/** The promised forms that were refused although the plain form was not. */
export const formsRefused = ({ ways, outcome }: Observation): FormSeen[] =>
  outcome.kind === 'allowed'
    ? (ways?.forms.filter((seen) => seen.form.promised && seen.outcome === 'refused') ?? [])
    : [];

/** What the report sums up. @param allowed whether the cell's role may ask, and so proves the forms that work */
export function noteOf({ read, forms }: WaysSeen, allowed: boolean): WaysNote {
  const names = (wanted: (seen: FormSeen) => boolean) => forms.filter(wanted).map(({ form }) => form.name);
  return {
    read,
    promised: names(({ form }) => form.promised),
    unpromised: names(({ form }) => !form.promised),
    proven: allowed ? names(({ outcome, canarySeen }) => outcome === 'answered' && canarySeen !== false) : [],
  };
}
