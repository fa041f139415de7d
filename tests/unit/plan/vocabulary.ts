import { z } from 'zod';
import type { ActionInfo, Vocabulary } from '../../../src/plan/types';

const action = (name: string, methods: string[], args = z.strictObject({})): [string, ActionInfo] => [
  name,
  { name, args, methods },
];

/** The names that the plans of these tests may use: small, fixed, and apart from the real ones. */
export const vocabulary: Vocabulary = {
  requiredRoles: ['admin', 'editor', 'viewer', 'outsider', 'anonymous'],
  roles: ['admin', 'manager', 'editor', 'viewer', 'outsider', 'anonymous'],
  actions: new Map([
    action('records.list', ['records.list']),
    action('records.get', ['records.get']),
    action('records.add', ['records.add']),
    action('records.delete', ['records.delete']),
    action('tables.metadata.set', ['tables.metadata.set']),
    action('tables.export', ['GET /api/export/v0/tables/']),
    action(
      'users.add',
      ['users.add'],
      z.strictObject({
        superuser: z.boolean().default(false),
        language: z.enum(['en', 'ja']).default('en'),
        count: z.int().min(1).max(9).default(1),
        name: z.string().default('someone'),
        limit: z.union([z.literal('all'), z.literal(10)]).default('all'),
      }),
    ),
  ]),
  actionFile: (area) => `src/actions/${area}.ts`,
  situations: ['collaborator just removed', 'logged out elsewhere'],
  offersOf: ({ name }) => (name === 'records.delete' ? ['row menu: Delete', 'record page: Delete'] : []),
  installs: ['local', 'demo'],
  methods: [
    'records.list',
    'records.get',
    'records.add',
    'records.delete',
    'tables.metadata.set',
    'users.add',
    'GET /api/export/v0/tables/',
  ],
  today: '2026-06-15',
};
