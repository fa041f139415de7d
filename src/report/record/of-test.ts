import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { evidenceIn } from '../../record/attachment';
import type { CellVerdict, Evidence, RecordedCell, RecordedTest, Result } from '../../record/schema';
import { RESULTS } from '../../record/schema';
import { SEVERITIES } from '../../plan/types';

/** Each reporter of a run asks for each of its results; all of them keep the same one. */
const results = new WeakMap<TestResult, Result>();

/** An ended test as the run record has it, but for its screenshots, which are beside the record. */
export function resultOf(test: TestCase, result: TestResult): Result {
  const known = results.get(result) ?? tell(test, result);
  results.set(result, known);
  return known;
}

function tell(test: TestCase, result: TestResult): Result {
  const about = aboutTest(test, result);
  return isCell(test) ? cellOf(test, result, about) : { kind: 'test', ...about, id: idOf(test, about) };
}

/** What an error says, without colours. */
export const whatFailed = ({ message, value }: TestError): string =>
  stripVTControlCharacters(message ?? String(value));

/** Cells have an annotation with their place in the plan. */
export const isCell = ({ annotations }: Pick<TestCase, 'annotations'>): boolean =>
  annotations.some(({ type }) => type === 'plan');

type About = Omit<RecordedTest, 'kind' | 'id'>;

function aboutTest(test: TestCase, result: TestResult): About {
  const note = notesOf(test, result);
  const { status, error, duration, startTime } = result;
  const sessions = note.all('session');
  return {
    ...(test.repeatEachIndex > 0 && { repeat: test.repeatEachIndex }),
    target: projectOf(test),
    title: test.title,
    place: placeOf(test),
    area: note.one('allure.label.epic') ?? 'other',
    status,
    ...(status === 'skipped' && { reason: note.one('skip') ?? whySkipped(test, result) }),
    ...(error && { failure: whatFailed(error) }),
    ...(sessions.length > 0 && { sessions }),
    started: startTime.toISOString(),
    ms: Math.round(duration),
  };
}

/** Playwright also skips what is left of a file after an error of the worker itself, of which it says nothing here. */
function whySkipped(test: TestCase, result: TestResult): string {
  const isAsked = [...result.annotations, ...test.annotations].some(({ type }) => type === 'skip');
  return isAsked
    ? 'no reason given'
    : 'not begun: its worker ended with the error of a test before it in this file';
}

function cellOf(test: TestCase, result: TestResult, about: About): RecordedCell {
  const note = notesOf(test, result);
  const { evidence, problem } = evidenceIn(result.attachments);
  const [rule = '', ...ruleTitle] = (note.one('allure.label.feature') ?? test.title).split(' ');
  const [control, given, source, variant] = ['control', 'given', 'source', 'variant'].map(note.one);
  const excused = note.one('worse than gap');
  const cell = {
    rule,
    role: note.one('allure.label.story') ?? '',
    ...(variant !== undefined && { variant }),
    surface: test.tags.includes('@ui') ? ('ui' as const) : ('api' as const),
    ...(control !== undefined && { control }),
  };
  const severity = SEVERITIES.find((each) => each === note.one('allure.label.severity')) ?? 'normal';
  return {
    kind: 'cell',
    ...about,
    id: [about.target, about.place.file, rule, variant ?? cell.role, control ?? cell.surface].join(' '),
    ...cell,
    ruleTitle: ruleTitle.join(' '),
    action: note.one('action') ?? '',
    ...(given !== undefined && { given }),
    severity,
    ...(source !== undefined && { source }),
    expected: note.one('expected') ?? '',
    verdict: problem === undefined ? verdictOf(result.status, note.one('verdict')) : 'inconclusive',
    ...(problem !== undefined && { status: 'failed' as const, failure: problem }),
    ...(excused !== undefined && { excused }),
    ...(evidence && { evidence: evidence satisfies Evidence }),
  };
}

/**
 * The verdict of a cell whose test ended with a status.
 * @param noted what the engine judged; a test that failed after a good judgement proves nothing
 */
export function verdictOf(status: TestResult['status'], noted: string | undefined): CellVerdict {
  const judged = RESULTS.find((each) => each === noted);
  const isGood = judged === undefined || judged === 'pass' || judged === 'known gap';
  if (status === 'passed') return judged ?? 'pass';
  if (!isGood) return judged;
  if (status === 'skipped') return 'not run';
  return status === 'interrupted' ? 'interrupted' : 'inconclusive';
}

/** A test that never began has no annotations of its own. */
function notesOf(test: TestCase, result: TestResult) {
  const annotations = [...result.annotations, ...test.annotations];
  const all = (type: string) =>
    annotations.flatMap((each) => (each.type === type ? (each.description ?? []) : []));
  return { all, one: (type: string) => all(type)[0] };
}

/** The name of its project. */
export function projectOf(test: TestCase): string {
  let suite: Suite | undefined = test.parent;
  while (suite && suite.type !== 'project') suite = suite.parent;
  return suite?.title ?? '';
}

/** Relative to the project, or to the workspace of a job whose own plan lies outside of the project; with `/`. */
export function placeOf({ location: { file, line, column } }: TestCase) {
  const { GITHUB_WORKSPACE: workspace = '' } = process.env;
  const [relative = ''] = ['', workspace]
    .map((root) => path.relative(root, file))
    .sort((one, other) => Number(one.startsWith('..')) - Number(other.startsWith('..')));
  return { file: relative.split(path.sep).join('/'), line, column };
}

const idOf = (test: TestCase, { target, place }: About) =>
  [target, place.file, ...test.titlePath().slice(3)].join(' ');
