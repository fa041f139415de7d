import type { Position, Problem } from './types';

/** `qa-plan/records.md:14:38` */
export function formatPosition(position: Position): string {
  return `${position.file}:${String(position.line)}:${String(position.column)}`;
}

/**
 * A problem as it is printed: position, two blanks, message; hints below, indented by two blanks.
 * @returns one or more lines without a line end
 */
export function formatProblem(problem: Problem): string {
  const label = problem.severity === 'warning' ? 'warning: ' : '';
  const first = `${formatPosition(problem.position)}  ${label}${problem.message}`;
  return [first, ...problem.hints.map((hint) => `  ${hint}`)].join('\n');
}

/** From this number on, problems are hard to see for their number. */
const MANY = 40;

/** All problems, one below the other, without a line end behind the last one; very many are summed up first. */
export function formatProblems(problems: readonly Problem[]): string {
  const all = problems.map(formatProblem);
  return (problems.length > MANY ? [summary(problems), ...all] : all).join('\n');
}

/** How many problems there are of each kind, most frequent first, and where the first of each is. */
function summary(problems: readonly Problem[]): string {
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems) {
    const kind = kindOf(problem);
    const same = kinds.get(kind);
    if (same) same.push(problem);
    else kinds.set(kind, [problem]);
  }
  const lines = [...kinds]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([kind, [first, ...more]]) => {
      const at = first === undefined ? '' : `, first at ${formatPosition(first.position)}`;
      return `${String(more.length + 1).padStart(7)}  ${kind}${at}`;
    });
  return [`${String(problems.length)} problems, by kind:`, ...lines, ''].join('\n');
}

/** A message without what is special about one place. */
const kindOf = ({ message }: Problem) =>
  message
    .replace(/; did you mean .*/s, '')
    .replace(/".*"/s, '"…"')
    .replace(/\[\^[^\]]*\]/g, '[^…]')
    .replace(/\bqa-plan\/\S+/g, '…')
    .replace(/\b[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+\b/g, '…')
    .replace(/(?<=^the cell for )\S+|(?<=: no cell for ).*|(?<=covers the method ).*/s, '…')
    .replace(/\d+/g, '…');
