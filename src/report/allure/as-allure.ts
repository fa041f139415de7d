import { createHash } from 'node:crypto';
import type { AllureReporter } from 'allure-playwright';
import type { RecordedCell, Result, RunHeader } from '../../record/schema';
import { pointsAt } from '../record/findings';
import { issueOf, linkToPlace, linkToSource } from '../links';

type Listener = NonNullable<AllureReporter['options']['listeners']>[number];
/** A result as allure-playwright writes it. */
export type AllureResult = Parameters<NonNullable<Listener['beforeTestResultWrite']>>[0];

/** Allure reads this and does not have it among its types: a failure that is known counts apart. */
interface KnownDetails {
  known?: boolean;
}
type Status = NonNullable<AllureResult['status']>;
type Told = Pick<
  AllureResult,
  'historyId' | 'testCaseId' | 'labels' | 'links' | 'parameters' | 'steps' | 'description'
> & { status: `${Status}`; statusDetails: AllureResult['statusDetails'] & KnownDetails };

/** The folder of the report, from which its links lead. */
const REPORT = 'allure-report';

/** All that Allure tells of a result but its name, times and files. */
export function asAllure(result: Result, run: RunHeader): Told {
  const id = createHash('md5').update(result.id).digest('hex');
  const cell = result.kind === 'cell' ? result : undefined;
  return {
    historyId: id,
    testCaseId: id,
    labels: labelsOf(result),
    links: linksOf(result, run),
    parameters: cell ? parametersOf(cell) : [],
    steps: [],
    description: cell ? descriptionOf(cell) : '',
    ...statusOf(result),
  };
}

function labelsOf(result: Result): AllureResult['labels'] {
  const { area, target } = result;
  const common = { epic: area, host: target };
  const labels =
    result.kind === 'test'
      ? { ...common, feature: result.title }
      : {
          ...common,
          feature: `${result.rule} ${result.ruleTitle}`,
          story: result.role,
          severity: result.severity,
          verdict: result.verdict,
          surface: result.surface,
        };
  const tags = result.kind === 'cell' ? [result.surface, result.role, result.verdict] : [];
  return [
    ...Object.entries(labels).map(([name, value]) => ({ name, value })),
    ...tags.map((value) => ({ name: 'tag', value })),
  ];
}

function linksOf(result: Result, run: RunHeader): AllureResult['links'] {
  const links = [
    { name: pointsAt(result), url: linkToPlace(result, run, REPORT), type: 'tms' },
    { name: 'in the matrix', url: `../results/matrix.html#cell=${encodeURIComponent(result.id)}` },
  ];
  if (result.kind === 'test') return links.slice(0, 1);
  const [issue, source] = [issueOf(result), linkToSource(result.source)];
  return [
    ...links,
    ...(issue === undefined
      ? []
      : [{ name: result.evidence?.gap?.source ?? issue, url: issue, type: 'issue' }]),
    ...(source === undefined ? [] : [{ name: result.source ?? source, url: source }]),
  ];
}

function parametersOf({
  expected,
  given,
  action,
  control,
  variant,
  target,
}: RecordedCell): AllureResult['parameters'] {
  const all = { target, expected, action, given, control, role: variant };
  // Not part of the identity: that is the historyId above.
  return Object.entries(all).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value, excluded: true }],
  );
}

/** The evidence as Markdown: visible without a click. */
function descriptionOf({ evidence, verdict }: RecordedCell): string {
  if (!evidence) return '';
  const { why, seen, witnesses, gap, parts } = evidence;
  return [
    `**${verdict}**: ${why}`,
    `seen: ${seen}; looked at by ${witnesses.join(', ')}`,
    ...(gap ? [`known gap until ${gap.until} (${gap.source}): ${gap.reason}`] : []),
    ...parts.map(([name, part]) => `**${name}**\n\n~~~~\n${part}\n~~~~`),
  ].join('\n\n');
}

/** Every finding is a failure, as everywhere else. */
const STATUS = {
  passed: 'passed',
  failed: 'failed',
  timedOut: 'failed',
  skipped: 'skipped',
  interrupted: 'skipped',
} as const satisfies Record<Result['status'], `${Status}`>;

/** A known gap is a failure that is known: it is shown as accepted, and is no proof. */
function statusOf(result: Result): Pick<Told, 'status' | 'statusDetails'> {
  const { failure, reason = '' } = result;
  if (result.kind === 'cell' && result.verdict === 'known gap') {
    const { gap, judged, why } = result.evidence ?? {};
    const message = `known gap (${judged ?? ''}): ${gap?.reason ?? why ?? ''}`;
    return { status: 'failed', statusDetails: { message, known: true } };
  }
  const message = result.status === 'interrupted' ? INTERRUPTED : (failure ?? reason);
  return {
    status: STATUS[result.status],
    statusDetails: message === '' ? {} : { message },
  };
}

const INTERRUPTED = 'interrupted: the run was stopped while this was under way';
