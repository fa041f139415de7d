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

/** All problems, one below the other, without a line end behind the last one. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n');
}
