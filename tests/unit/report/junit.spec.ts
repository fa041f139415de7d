import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { validateXML } from 'xmllint-wasm';
import { writeJUnit } from '../../../src/report/junit';
import type { RunRecord } from '../../../src/record/schema';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';

const JENKINS = readFileSync(path.join(import.meta.dirname, 'schemas/junit-10.xsd'), 'utf8');

/** Jenkins' schema with what its JUnit plugin, GitLab and CircleCI read of a test case, and the schema lacks. */
const SCHEMA = JENKINS.replace(
  '<xs:element ref="skipped"/>',
  '<xs:element ref="properties"/><xs:element ref="skipped"/>',
).replace(
  '<xs:attribute name="classname" type="xs:string"/>',
  '$&<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>',
);

const problemsOf = async (contents: string) => {
  const { errors } = await validateXML({
    xml: [{ fileName: 'junit.xml', contents }],
    schema: [{ fileName: 'junit.xsd', contents: SCHEMA }],
  });
  return errors.map(({ message }) => message);
};

const breach = recordedCell({
  ...{ status: 'failed', verdict: 'breach', title: 'viewer may not add a record · REC-04 · api' },
  failure: 'breach: it did\nmore',
  evidence: evidenceOf({ judged: 'breach', why: 'viewer added a record' }),
});

const record = recordOf([
  breach,
  knownGap('silent no-op'),
  recordedCell({ status: 'skipped', verdict: 'not run', reason: 'only SQL can witness this' }),
  recordedCell({ status: 'interrupted', verdict: 'interrupted' }),
  recordedCell({ status: 'timedOut', verdict: 'inconclusive', failure: 'Test timeout', target: 'demo' }),
  { ...recordedCell(), kind: 'test', title: 'an upgrade keeps roles' } as unknown as RunRecord['results'][0],
]);

test('every finding is a failure, what proves nothing is skipped with its reason, and the rest passes', () => {
  const xml = writeJUnit(record);
  expect(xml).toContain('<testsuites name="permissions" tests="6" failures="2" errors="0"');
  expect(xml).toMatch(
    /<testsuite name="qa-plan\/records.md \(local\)" tests="5" failures="1" errors="0" skipped="3" .*file="qa-plan\/records.md">/,
  );
  expect(xml).toContain(
    '<failure type="breach" message="breach: viewer added a record">breach: it did\nmore',
  );
  expect(xml).toContain('<failure type="inconclusive" message="inconclusive: Test timeout">Test timeout');
  expect(xml).toContain(
    '<skipped message="known gap (silent no-op) until 2027-06-30, mathesar#4729: known"/>',
  );
  expect(xml).toContain('<skipped message="not run: only SQL can witness this"/>');
  expect(xml).toContain('<skipped message="interrupted: the run was stopped while this was under way"/>');
  expect(xml).not.toContain('<error');
});

test('a case tells verdict, rule, role, surface and place', () => {
  const xml = writeJUnit(
    recordOf([recordedCell({ surface: 'ui', control: 'row menu: Delete', variant: 'v-3' })]),
  );
  expect(xml).toMatch(
    /<testcase [^>]*classname="local.records" time="0.012" file="qa-plan\/records.md" line="12">/,
  );
  for (const [name, value] of Object.entries({
    ...{ verdict: 'pass', rule: 'REC-04', role: 'v-3', surface: 'ui', control: 'row menu: Delete' },
    ...{ severity: 'normal', column: '60' },
  }))
    expect(xml).toContain(`<property name="${name}" value="${value}"/>`);
});

test('a run that was killed, and one whose report of a shard is missing, fail beside their cells', () => {
  const killed = writeJUnit({ ...recordOf([recordedCell()], { planned: 9 }), end: null });
  expect(killed).toContain('tests="2" failures="1"');
  expect(killed).toMatch(/<failure type="run" message="The run has not ended: 1 of 9 tests have/);
  const lost = 'The report of shard 2/2 is missing: merge the reports of all shards.';
  const merged = writeJUnit({ ...record, end: { status: 'failed', ms: 1, errors: [lost] } });
  expect(merged).toContain(`<failure type="run" message="${lost}">`);
});

const NAMES: Record<string, string> = {
  'control characters': 'a \u0000 \u0007 \u001b[31m \u000b b',
  'half a character': 'a \ud800 b',
  'no character': 'a \uffff \ufffe b',
  markup: 'a <b> & "c" \' ]]> d',
  lines: 'a\n\tb\r\nc',
  'letters beyond ASCII': 'ä 漢字 🔑',
};

test('the whole is valid by the schema', async () => {
  expect(await problemsOf(writeJUnit(record))).toEqual([]);
  expect(await problemsOf(writeJUnit({ ...record, end: null }))).toEqual([]);
  expect(await problemsOf(writeJUnit(recordOf([])))).toEqual([]);
  // The validator sees faults.
  expect(await problemsOf(writeJUnit(record).replace('<failure', '<fault'))).not.toEqual([]);
});

for (const [what, name] of Object.entries(NAMES))
  test(`names with ${what} stay valid XML`, async () => {
    const cell = { title: name, control: name, failure: name, status: 'failed', verdict: 'leak' } as const;
    const xml = writeJUnit(recordOf([recordedCell(cell), recordedCell({ status: 'skipped', reason: name })]));
    expect(await problemsOf(xml)).toEqual([]);
    if (!/[\p{C}\n\r\t]/u.test(name)) {
      const read = xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
      expect(read.replaceAll('&amp;', '&')).toContain(name);
    }
  });
