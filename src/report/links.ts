import path from 'node:path';
import type { RecordedCell, Result, RunHeader } from '../record/schema';

/** The plan's row, or a test's line: on the web where the run's repository is known, else in this checkout. @param from the folder of the page that links */
export function linkToPlace(
  { place }: Pick<Result, 'place'>,
  { repository, commit }: RunHeader,
  from: string,
): string {
  const line = `#L${String(place.line)}`;
  if (repository !== undefined && commit !== undefined)
    return `${repository}/blob/${commit.replace('-dirty', '')}/${place.file}?plain=1${line}`;
  return `${path.posix.relative(from, place.file)}${line}`;
}

/** The report of a known gap or a rule's source; undefined where none is on the web. */
export function linkToSource(source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const [, issue] = /^mathesar#(\d+)$/.exec(source) ?? [];
  if (issue !== undefined) return `https://github.com/mathesar-foundation/mathesar/issues/${issue}`;
  return /^https?:/.test(source) ? source : undefined;
}

/** The issue that a cell's gap names. */
export const issueOf = ({ evidence }: RecordedCell): string | undefined =>
  linkToSource(evidence?.gap?.source);
