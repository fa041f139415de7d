import { createHash } from 'node:crypto';
import type { Log, ReportingDescriptor, Result as SarifResult, Run } from 'sarif';
import { SEVERITIES } from '../../plan/types';
import type { RecordedCell, Result, RunRecord } from '../../record/schema';
import { problemsOf } from '../record/counts';
import { isFinding, isKnownGap, rankOf, whereOf } from '../record/findings';
import { ABOUT, HAND_WRITTEN, ruleIdOf, SARIF_RULES, type SarifRule } from './rules';

/** The root of the repository that has the plan. */
const ROOT = 'SRCROOT';

/**
 * A run as SARIF 2.1.0: each finding on its row of the plan, the worst first, and after them the known gaps as suppressed
 * results. A result has the same fingerprint in every run, whichever row it stands in.
 */
export const writeSarif = (record: RunRecord): string => write(record, { withGaps: true });

/** The same without known gaps: GitHub's code scanning opens an alert for a suppressed result too. */
export const writeCodeScanning = (record: RunRecord): string => write(record, { withGaps: false });

function write(record: RunRecord, { withGaps }: { withGaps: boolean }): string {
  const { results, run } = record;
  const findings = results.filter(isFinding).sort((one, other) => rankOf(one) - rankOf(other));
  const gaps = results
    .filter((result) => result.kind === 'cell')
    .filter((cell) => withGaps && isKnownGap(cell));
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'qa-plan', version: run.suite, rules: SARIF_RULES.map(ruleOf) } },
        ...aboutRun(record),
        results: [...findings.map(findingOf), ...gaps.map(gapOf)],
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function aboutRun(record: RunRecord): Partial<Run> {
  const { run, end } = record;
  const [revision] = (run.commit ?? '').split('-dirty');
  const notifications = [
    ...problemsOf(record).map((text) => ({ level: 'error' as const, message: { text } })),
    ...run.findings.map((text) => ({ level: 'warning' as const, message: { text: `preflight: ${text}` } })),
  ];
  return {
    columnKind: 'utf16CodeUnits',
    automationDetails: { id: 'permissions/' },
    originalUriBaseIds: { [ROOT]: { description: { text: 'the root of the repository that has the plan' } } },
    invocations: [
      {
        executionSuccessful: problemsOf(record).length === 0,
        startTimeUtc: run.started,
        ...(end && { endTimeUtc: new Date(Date.parse(run.started) + end.ms).toISOString() }),
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      },
    ],
    ...(run.repository !== undefined && {
      versionControlProvenance: [
        {
          repositoryUri: run.repository,
          ...(revision !== undefined && revision !== '' && { revisionId: revision }),
        },
      ],
    }),
  };
}

function ruleOf(rule: SarifRule): ReportingDescriptor {
  const { what, help, level, security } = ABOUT[rule];
  return {
    id: ruleIdOf(rule),
    name: rule,
    shortDescription: { text: rule },
    fullDescription: { text: what },
    help: { text: `${what} ${help}`, markdown: `**${rule}**: ${what}\n\n${help}` },
    defaultConfiguration: { level },
    properties: {
      tags: ['security', 'permissions'],
      'security-severity': security.toFixed(1),
      precision: 'very-high',
    },
  };
}

function findingOf(result: Result): SarifResult {
  const { failure = '' } = result;
  if (result.kind === 'test')
    return { ...aboutResult(result, HAND_WRITTEN), message: { text: `${result.title}\n\n${failure}` } };
  const { evidence, excused, expected } = result;
  const what = `${result.verdict}: ${whereOf(result)} (plan: ${expected})`;
  const known = excused === undefined ? '' : `\n\nWorse than its known gap, which excuses ${excused}.`;
  return {
    ...aboutResult(result, result.verdict as SarifRule),
    message: { text: `${what}\n\n${evidence?.why ?? failure}${known}` },
  };
}

function gapOf(cell: RecordedCell): SarifResult {
  const { gap, judged = 'inconclusive', why = '' } = cell.evidence ?? {};
  const rule = judged === 'pass' ? 'inconclusive' : judged;
  return {
    ...aboutResult(cell, rule),
    level: 'note',
    message: { text: `known gap, ${judged}: ${whereOf(cell)} (plan: ${cell.expected})\n\n${why}` },
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        justification: gap ? `${gap.reason} (${gap.source}, until ${gap.until})` : 'a known gap of the plan',
      },
    ],
  };
}

function aboutResult(result: Result, rule: SarifRule): Omit<SarifResult, 'message'> {
  const { place, id, target } = result;
  // By the cell, not by its row: rows move. Code scanning compares the first, other readers the second.
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return {
    ruleId: ruleIdOf(rule),
    ruleIndex: SARIF_RULES.indexOf(rule),
    level: levelOf(result, rule),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT },
          region: { startLine: place.line, startColumn: place.column },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${hash}:1`, 'qaPlanCell/v1': hash },
    properties:
      result.kind === 'test'
        ? { target }
        : {
            ...{ target, rule: result.rule, role: result.variant ?? result.role, surface: result.surface },
            ...(result.control !== undefined && { control: result.control }),
            severity: result.severity,
          },
  };
}

const LEVELS = ['error', 'warning', 'note'] as const;

/** A rule of little weight is one level lower than its verdict, one that blocks a release never below an error. */
function levelOf(result: Result, rule: SarifRule): (typeof LEVELS)[number] {
  const level = LEVELS.indexOf(ABOUT[rule].level);
  const weight = result.kind === 'test' ? 'normal' : result.severity;
  if (weight === 'blocker') return 'error';
  const isMinor = SEVERITIES.indexOf(weight) > SEVERITIES.indexOf('normal');
  return LEVELS[Math.min(level + (isMinor ? 1 : 0), LEVELS.length - 1)] ?? 'note';
}
