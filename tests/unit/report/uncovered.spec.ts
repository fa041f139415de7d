import { expect, test } from '@playwright/test';
import { uncoveredIn } from '../../../src/report/record/uncovered';
import { writeSummary } from '../../../src/report/terminal/summary';
import { evidenceOf, recordedCell, recordOf } from './records';

const cell = (methods: string[], controls: string[]) =>
  recordedCell({ evidence: evidenceOf({ uncovered: { methods, controls } }) });
const run = { uncovered: { methods: ['records.duplicate'], controls: [] } };

test('what set-up and cells have seen without a rule is told once, sorted', () => {
  const results = [
    cell(['POST /api/x/'], ['button "B" on the page: record']),
    cell(['records.duplicate'], []),
  ];
  expect(uncoveredIn(run, results)).toEqual({
    methods: ['POST /api/x/', 'records.duplicate'],
    controls: ['button "B" on the page: record'],
  });
  expect(uncoveredIn({}, [recordedCell()])).toBeUndefined();
});

test('the summary leads with what has no rule, and with what to do', () => {
  const summary = writeSummary(recordOf([cell(['POST /api/x/'], ['button "B" on the page: record'])], run));
  expect(summary.split('\n\n')[0]).toBe(`WITHOUT A RULE (3)
  method POST /api/x/: npx qa-plan draft 'POST /api/x/'
  method records.duplicate: npx qa-plan draft records.duplicate
  control button "B" on the page: record: add it to the plan's known controls`);
});
