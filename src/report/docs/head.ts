import { markdownTable } from 'markdown-table';
import type { RunRecord } from '../../record/schema';
import type { PostgresGrants, Role } from '../../roles';
import type { Standing, Subject } from './facts';
import { dayOf } from './notes';
import { togetherIn } from './people';
import { listOf, upperFirst } from './words';

/** The top of the page: what it is, which run it is from, how to read it, and who the roles are. */
export function writeHead(
  record: RunRecord,
  tried: readonly Subject[],
  roles: Readonly<Record<string, readonly Role[]>>,
): string[] {
  const isStandIn = record.run.targets.some(({ standIn }) => standIn);
  return [
    '# What each role may do',
    'Each sentence on this page was proven by a run of the permission plan: somebody with that role tried it, and what really ' +
      'changed was looked at. Where one role is refused, another succeeded at the same. The names in brackets, such as ' +
      '`REC-04`, lead to the row of the plan.',
    writeRun(record, tried),
    ...(isStandIn
      ? [
          '!!! note\n\n    The run was on the stand-in, a small install that is compatible with Mathesar, not on Mathesar itself.',
        ]
      : []),
    ...(record.end ? [] : ['!!! warning\n\n    The run did not end: it is under way, or was killed.']),
    '## The roles',
    ...Object.entries(roles).flatMap(([target, of]) =>
      target === 'demo'
        ? ['On the demo:', of.map(({ people, title }) => `- **${upperFirst(people)}**: ${title}.`).join('\n')]
        : [
            of.map(describeRole).join('\n'),
            togetherIn(of)
              .filter(({ members }) => members.length < of.length)
              .map(describeTogether)
              .join(' '),
          ],
    ),
  ];
}

function writeRun({ run }: RunRecord, tried: readonly Subject[]): string {
  const targets = run.targets.map(
    ({ name, url, standIn, release, witness }) =>
      [
        name,
        `Mathesar ${release ?? 'of an unknown release'}, ${standIn ? 'the stand-in' : url}, looked at by ${
          witness === 'sql' ? 'SQL' : 'reading back through the API'
        }`,
      ] as const,
  );
  const count = (standing: Standing) =>
    tried.flatMap(({ facts }) => facts.filter((fact) => fact.standing === standing)).length;
  const counts = {
    proven: count('proven'),
    'fail as known': count('gap'),
    'seen otherwise': count('refuted'),
    'not proven': count('open'),
  };
  const shown = Object.entries(counts).filter(([name, number]) => name === 'proven' || number > 0);
  const time = `${dayOf(run.started)}, ${run.started.slice(11, 16)} UTC`;
  return markdownTable(
    [
      ['Run', time],
      ...targets.map(([name, about]) => [upperFirst(name), about]),
      ...(run.commit === undefined ? [] : [['Plan', `commit \`${run.commit.slice(0, 12)}\``]]),
      ['Permissions', shown.map(([name, number]) => `${String(number)} ${name}`).join(', ')],
    ],
    { padding: false, alignDelimiters: false },
  );
}

const describeTogether = ({ people, members }: ReturnType<typeof togetherIn>[number]) =>
  `_${upperFirst(people)}_ are ${listOf(members.map((role) => role.people))}.`;

/** `- **Viewers**: standard users, …` */
function describeRole(role: Role): string {
  const { people, account, collaborator, postgres, ownsWorld } = role;
  const who = { admin: 'admins of Mathesar', standard: 'standard users', none: 'no account' }[account];
  const where = {
    main: 'collaborators of the database',
    other: 'collaborators of another database only',
    none: 'collaborators of no database',
  }[collaborator];
  const behind =
    postgres === 'owner'
      ? 'with the PostgreSQL role that owns the database'
      : postgres === 'none'
        ? ''
        : describeGrants(postgres, ownsWorld ?? false);
  const parts = account === 'none' ? [who] : [who, where, behind].filter((part) => part !== '');
  return `- **${upperFirst(people)}**: ${parts.join(', ')}.`;
}

function describeGrants({ database, schema, tables }: PostgresGrants, owns: boolean): string {
  const on = (privileges: readonly string[], what: string) =>
    privileges.length > 0 ? [`${listOf(privileges)} on ${what}`] : [];
  const all = [
    ...(owns ? ['ownership of the schema and its tables'] : []),
    ...on(database, 'the database'),
    ...on(owns ? [] : schema, 'the schema'),
    ...on(tables, 'its tables'),
  ];
  return all.length > 0 ? `with ${listOf(all)}` : '';
}
