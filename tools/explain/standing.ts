import type { Checked } from '../../src/explain/all';

/** What can be said of a cell. */
type Standing = 'turned' | 'past' | 'gap' | 'gone' | 'crash' | 'not turned' | 'not run' | 'not tried';

/** Whether what came of a cell is as it should be, and one line about it. */
export function standingOf(checked: Checked): { standing: Standing; isWell: boolean; text: string } {
  const { name, explanation, error, rule } = checked;
  const standing = kindOf(checked);
  const isWell = standing !== 'not turned' && standing !== 'not tried';
  const turn = explanation?.turn;
  const details =
    explanation && turn
      ? [
          `${String(turn.ms)} ms, ${String(turn.tries)} tries`,
          explanation.answered,
          ...turn.statements,
          ...(turn.kind === 'past' ? [`then ${turn.then}, as ${turn.as ?? 'nobody'}`] : []),
          ...(turn.kind === 'none' ? [turn.why] : []),
        ]
      : [error ?? ''];
  return {
    standing,
    isWell,
    text: `${standing.padEnd(10)} ${name} ${rule.action.text}: ${details.join(' | ')}`,
  };
}

function kindOf({ explanation, error = '', cell }: Checked): Standing {
  if (!explanation) return error.startsWith('not run') ? 'not run' : 'not tried';
  const { turn, answered } = explanation;
  // What is allowed against the plan has nothing to turn.
  if (answered === 'OK' && cell.gaps.length > 0) return 'gap';
  const isCrash = answered.startsWith('error') && cell.gaps.length > 0;
  if (turn.kind === 'turned' && turn.to === 'allowed') return 'turned';
  if (turn.kind === 'past' && turn.as !== undefined) return 'past';
  if (isCrash) return 'crash';
  return turn.kind === 'none' && turn.why.includes('disconnected') ? 'gone' : 'not turned';
}

/** `774 of 809 turned …`, and the rest by kind, with the times. */
export function summary(all: readonly Checked[]): string {
  const count = (standing: Standing) => all.filter((one) => standingOf(one).standing === standing).length;
  const times = all
    .flatMap(({ explanation }) => explanation?.turn.ms ?? [])
    .sort((one, other) => one - other);
  const seconds = (ms = 0) => `${(ms / 1000).toFixed(2)} s`;
  const kinds: [Standing, string][] = [
    [
      'past',
      'got past the denial to the answer of a role that comes as far: what the call names is not there',
    ],
    ['gone', 'are about a database that Mathesar is not connected to any more'],
    ['gap', 'are known gaps: allowed as they are'],
    ['crash', 'are known gaps: a crash as they are, and after what takes the reason away'],
    ['not run', 'are not run on this install'],
    ['not turned', 'were not turned'],
    ['not tried', 'could not be tried'],
  ];
  return [
    `${String(count('turned'))} of ${String(all.length)} turned, median ${seconds(times[times.length >> 1])}, max ${seconds(times.at(-1))}`,
    ...kinds.flatMap(([standing, what]) =>
      count(standing) > 0 ? [`  ${String(count(standing))} ${what}`] : [],
    ),
  ].join('\n');
}
