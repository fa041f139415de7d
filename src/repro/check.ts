import type { Expectation, Reason } from '../plan/types';
import type { Disclosed } from '../target/disclosure/hearing';
import type { Check } from './recipe';
import type { Templates } from './templates';

/** How an answer over JSON-RPC shows the reason of a refusal; over HTTP, its text or status does. */
const REFUSALS: Record<Reason, string> = {
  login: 'Authentication failed|HTTP 302|HTTP 401',
  admin: 'Authentication failed',
  collaborator: 'NoConnectionAvailable',
  privilege: 'InsufficientPrivilege|permission denied|must be owner',
  refused: '"error"|HTTP 403|HTTP 302',
  'not-found': 'DoesNotExist|does not exist|HTTP 404',
  silent: '"result"',
};

const HASH = String.raw`(pbkdf2_sha[0-9]+|argon2[a-z]*|bcrypt[a-z0-9_]*|scrypt)\$`;

/** What a green cell shows. @param counts how many objects of each look the expected effect changes, when it was there */
export function checkOf(
  expected: Expectation,
  canary: string | RegExp | undefined,
  told: readonly Disclosed[],
  counts: readonly number[],
  templates: Templates,
): Check {
  const planted = canary === undefined ? [] : [pattern(canary, templates)];
  const lacks = [...new Set(told.map((one) => disclosed(one, templates)))];
  switch (expected.kind) {
    case 'allow':
      return { answer: { kind: 'allowed' }, holds: planted, lacks, changes: [...counts] };
    case 'hide':
      return {
        answer: { kind: 'same' },
        holds: [],
        lacks: [...planted, ...lacks],
        changes: counts.map(() => 0),
      };
    default: {
      const reason = expected.kind === 'deny' ? expected.reason : undefined;
      const answer: Check['answer'] =
        reason === 'silent'
          ? { kind: 'allowed' }
          : { kind: 'refused', like: reason === undefined ? '"error"|HTTP [3-5]' : REFUSALS[reason] };
      return { answer, holds: [], lacks: [...planted, ...lacks], changes: counts.map(() => 0) };
    }
  }
}

/** What shows a disclosure: the value itself or, where its place alone is one, the field's name. */
function disclosed({ kind, value, place }: Disclosed, templates: Templates): string {
  if (kind === 'password hash') return HASH;
  if (value !== '') return escaped(templates.text(value));
  const field = place.split('/').findLast((part) => !/^\d*$/.test(part)) ?? '';
  return `"${escaped(field)}": ?${kind === 'row count of a closed table' ? '[1-9]' : ''}`;
}

/** A pattern's numbers are identifiers. */
const pattern = (canary: string | RegExp, templates: Templates): string =>
  typeof canary === 'string'
    ? escaped(templates.text(canary))
    : canary.source.replaceAll(/\d+/g, (digits) => templates.reference(Number(digits)) ?? digits);

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
