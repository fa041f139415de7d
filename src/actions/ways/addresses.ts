import type { Sent } from '../../target/client';
import type { About, Factors, Form, Level, Params } from './form';
import { overriding, trusted, wrongPassword } from './headers';
import { pairsOf } from './pairs';
import { FILTER, LIMIT, OFFSET, ORDER } from './records';

/** The choices of an address's query; what is no text goes as JSON. */
const QUERIES: Readonly<Record<string, Factors>> = {
  '/api/export/v0/tables/': { filter: FILTER, order: ORDER },
  '/api/export/v0/explorations/': { limit: LIMIT, offset: OFFSET },
};

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What is sent in other ways to an address that is read with GET; nobody is promised any of it. */
const OTHERS: readonly [name: string, change: (sent: Sent, about: About) => Partial<Sent>][] = [
  ['HEAD', () => ({ method: 'HEAD' })],
  ['OPTIONS', () => ({ method: 'OPTIONS' })],
  ['without the last slash', ({ path }) => ({ path: path.replace(/\/(?=$|\?)/, '') })],
  ['with a second slash', ({ path }) => ({ path: path.replace(/\/(?=$|\?)/, '//') })],
  ['GET overridden by POST', ({ path }) => overridden(path, 'POST')],
  ['GET overridden by HEAD', ({ path }) => overridden(path, 'HEAD')],
  ['with a wrong password', (_sent, about) => ({ headers: wrongPassword(about) })],
  ['with headers of a proxy', (_sent, about) => ({ headers: trusted(about) })],
  ['with another address in a header', ({ path }) => ({ headers: { 'X-Original-URL': path, 'X-Rewrite-URL': path } })],
  ['as JSON', () => ({ headers: { accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } })],
  ['in part', () => ({ headers: { range: 'bytes=0-' } })],
  ['with unknown parameters', ({ path }, about) => ({ path: withQuery(path, unknownOf(about)) })],
];
