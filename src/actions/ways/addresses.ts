import type { Sent } from '../../target/client';
import type { About, Choice, Factors, Form, Params } from './form';
import { basic, overriding, presumptuous, readdressing, trusted } from './headers';
import { nameOf, withFilled } from './pairs';
import { FILTER, LIMIT, OFFSET, ORDER } from './records';
import { shareOf, type Share } from './share';

/** The choices that the query of an address has. */
const QUERIES: Readonly<Record<string, Factors>> = {
  '/api/export/v0/tables/': { filter: FILTER, order: ORDER },
  '/api/export/v0/explorations/': { limit: LIMIT, offset: OFFSET },
};

/** A path with parameters in its query; what is no text goes as JSON. */
function withQuery(path: string, more: Params): string {
  const [address = '', query] = path.split('?');
  const all = new URLSearchParams(query);
  for (const [name, value] of Object.entries(more))
    all.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  return `${address}?${all.toString()}`;
}

const overridden = ({ path }: Sent, by: string) => ({
  path: withQuery(path, { _method: by }),
  headers: overriding(by),
});

const withSlashes =
  (slashes: string) =>
  ({ path }: Sent) => ({ path: path.replace(/\/(?=$|\?)/, slashes) });

/** Other ways to send what is asked for with GET, none of which is promised to anybody. */
const OTHERS: Readonly<Record<string, (sent: Sent, about: About) => Partial<Sent>>> = {
  HEAD: () => ({ method: 'HEAD' }),
  OPTIONS: () => ({ method: 'OPTIONS' }),
  'GET overridden by POST': (sent) => overridden(sent, 'POST'),
  'GET overridden by HEAD': (sent) => overridden(sent, 'HEAD'),
  'without the last slash': withSlashes(''),
  'with a second slash': withSlashes('//'),
  'with a wrong password': (_sent, about) => ({ headers: basic(about, 'not the password') }),
  'with headers of a proxy': (_sent, about) => ({ headers: trusted(about) }),
  'with another address in a header': ({ path }) => ({ headers: readdressing(path) }),
  'as JSON': () => ({ headers: { accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } }),
  'in part': () => ({ headers: { range: 'bytes=0-' } }),
  'with unknown parameters': ({ path }, about) => ({ path: withQuery(path, presumptuous(about)) }),
};

/** What can be chosen about the query of an address. */
export const factorsOfAddress = (path: string): Factors => QUERIES[path.split('?')[0] ?? ''] ?? {};

/**
 * The forms of what is read with GET at an address: by choices of {@link factorsOfAddress}, then other ways to send it.
 * @param share of all forms
 */
export async function formsOfAddress(
  path: string,
  about: About,
  choices: readonly Choice[],
  share: Share,
): Promise<Form[]> {
  const sent: Sent = { method: 'GET', path, headers: {} };
  const forms: Form[] = [];
  for (const choice of shareOf(choices, share.promised)) {
    const filled = await withFilled({}, choice, about);
    forms.push({ ...nameOf(choice), sent: { ...sent, path: withQuery(path, filled) } });
  }
  // The home page has no other slash.
  const others = Object.entries(OTHERS).filter(([name]) => path !== '/' || !name.includes('slash'));
  for (const [name, change] of shareOf(others, share.unpromised))
    forms.push({ name, promised: false, sent: { ...sent, ...change(sent, about) } });
  return forms;
}
