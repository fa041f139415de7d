import { groupBy } from '../../record/group-by';
import { markdownTable } from 'markdown-table';
import { count } from '../../text/terminal';
import type { Result, RunHeader, RunRecord } from '../../record/schema';
import { linkToPlace } from '../links';
import { countsOf, problemsOf } from '../record/counts';
import { isFinding, isKnownGap, pointsAt, rankOf, whereOf } from '../record/findings';

/** What is open at once; the rest is behind a click. */
const SHOWN = 20;

/** The folder of this page, from which its links lead. */
const FOLDER = 'results';

/** A run in half a minute, as Markdown: counts, findings from the worst on, known gaps by kind, what was not run, targets. */
export function writeJobSummary(record: RunRecord): string {
  const parts = [
    writeHead(record),
    ...section(
      'The run itself',
      problemsOf(record).map((text) => `- ${escaped(firstLine(text))}`),
    ),
    ...section(
      'Before the first cell',
      record.run.findings.map((text) => `- ${escaped(text)}`),
    ),
    ...writeFindings(record),
    ...writeGaps(record.results),
    ...writeNotRun(record),
    ...section('Targets', writeTargets(record.run)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function writeHead(record: RunRecord): string {
  const { findings, proven, otherPassed, knownGaps, skipped, interrupted, missing } = countsOf(record);
  const isGood = problemsOf(record).length === 0 && findings === 0;
  const title = isGood
    ? '✅ Permissions: nothing but what the plan says'
    : `❌ Permissions: ${findings > 0 ? count(findings, 'finding') : 'the run proves too little'}`;
  const counts: [string, number][] = [
    ['findings', findings],
    ['cells proven', proven],
    ...(otherPassed > 0 ? [['other tests passed', otherPassed] satisfies [string, number]] : []),
    ['known gaps, nothing proven', knownGaps],
    ['not run', skipped + missing],
    ...(interrupted > 0 ? [['interrupted', interrupted] satisfies [string, number]] : []),
  ];
  return [
    `## ${title}`,
    markdownTable([counts.map(([what]) => what), counts.map(([, number]) => String(number))], {
      align: counts.map(() => 'r'),
    }),
  ].join('\n\n');
}

function writeFindings({ results, run }: RunRecord): string[] {
  const found = results.filter(isFinding).sort((one, other) => rankOf(one) - rankOf(other));
  if (found.length === 0) return [];
  const rows = found.map((result) => [
    result.kind === 'cell' ? `**${result.verdict}**` : '**failed**',
    escaped(result.kind === 'cell' ? `${whereOf(result)}, on ${result.target}` : result.title),
    result.kind === 'cell' ? result.severity : '',
    `[${pointsAt(result)}](${linkToPlace(result, run, FOLDER)})`,
  ]);
  const head = ['verdict', 'who and what', 'severity', 'plan'];
  const [shown, more] = [rows.slice(0, SHOWN), rows.slice(SHOWN)];
  return [
    '### Findings, the worst first',
    markdownTable([head, ...shown]),
    ...(more.length > 0
      ? [
          `<details><summary>${String(more.length)} more</summary>`,
          markdownTable([head, ...more]),
          '</details>',
        ]
      : []),
  ];
}

/** One line for each verdict that known gaps excuse. */
function writeGaps(results: readonly Result[]): string[] {
  const known = results.filter((result) => result.kind === 'cell').filter(isKnownGap);
  const kinds = groupBy(known, ({ evidence }) => evidence?.judged ?? 'unknown');
  return section(
    'Known gaps: nothing is proven here',
    [...kinds].map(
      ([kind, cells]) =>
        `- ${kind}: ${count(cells.length, 'cell')} of ${count(new Set(cells.map(({ rule }) => rule)).size, 'rule')}`,
    ),
  );
}

function writeNotRun(record: RunRecord): string[] {
  const skipped = record.results.filter(({ status }) => status === 'skipped');
  const { missing } = countsOf(record);
  return section('Not run', [
    ...[...groupBy(skipped, ({ reason = 'no reason given' }) => reason)].map(
      ([reason, of]) => `- ${String(of.length)}: ${escaped(reason)}`,
    ),
    ...(missing > 0 ? [`- ${String(missing)}: the run ended before they began`] : []),
  ]);
}

function writeTargets({ targets, commit, seeds, shards }: RunHeader): string[] {
  const about = targets.map(({ name, url, standIn, release = 'unknown', witness }) => {
    const by = witness === 'sql' ? 'SQL' : 'read-back through the API';
    return `- ${name}: ${standIn ? 'the stand-in' : url}, release ${release}, witness ${by}`;
  });
  const plan = [...(commit === undefined ? [] : [`plan ${commit}`]), `seed ${seeds.join(', ')}`];
  return [...about, `- ${plan.join(', ')}`, ...(shards.length > 0 ? [`- shards ${shards.join(', ')}`] : [])];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`### ${title}`, lines.join('\n')] : [];

/** Titles are words of the plan and of the install: nothing of them may become a table, a link or HTML. */
const escaped = (text: string) => firstLine(text).replaceAll(/[\\`*_[\]<>|#@]/g, String.raw`\$&`);

const firstLine = (text: string) => text.split('\n')[0] ?? '';
