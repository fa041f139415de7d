import type { Result, RunRecord } from '../../record/schema';
import { problemsOf } from '../record/counts';
import { isFinding, rankOf, whereOf } from '../record/findings';

/** How many errors GitHub shows for a step. */
const SHOWN = 10;

/**
 * GitHub's workflow commands for a run: an error on the plan's row for each finding, the worst first, as many as GitHub
 * shows, and a line with the number of those that are left.
 */
export function writeAnnotations(record: RunRecord): string[] {
  const problems = problemsOf(record).map((text) => command('error', { title: 'the run itself' }, text));
  const found = record.results.filter(isFinding).sort((one, other) => rankOf(one) - rankOf(other));
  const all = [...problems, ...found.map(annotationOf)];
  const rest = all.length - SHOWN;
  return rest > 0
    ? [
        ...all.slice(0, SHOWN),
        command('notice', {}, `${String(rest)} more findings are in the job summary and the reports.`),
      ]
    : all;
}

function annotationOf(result: Result): string {
  const { place, failure = '' } = result;
  const isCell = result.kind === 'cell';
  const title = isCell ? `${result.verdict}: ${whereOf(result)}` : result.title;
  const text = (isCell ? result.evidence?.why : undefined) ?? failure;
  return command(
    'error',
    { file: place.file, line: String(place.line), col: String(place.column), title },
    text === '' ? title : text,
  );
}

/** @param text what follows the properties; any characters */
function command(name: 'error' | 'notice', properties: Record<string, string>, text: string): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escapeText(text)}`;
}

/** As GitHub's own toolkit writes the text of a command. */
const escapeText = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string) => escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
