import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { PlanSource } from '../../../src/plan/compile';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { expectedOf, fillPlaceholders, readCases, type Case } from '../../case-files';
import { vocabulary } from './vocabulary';

const cases = readCases(path.join(import.meta.dirname, 'cases'), 'plan');

const METHOD_ROWS = `| ALL-00 | List records | \`records.list\` | allow | allow | allow | deny: collaborator | deny: login |
| ALL-01 | Get a record | \`records.get\` | allow | allow | allow | deny: collaborator | deny: login |
| ALL-02 | Add a record | \`records.add\` | allow | allow | deny: privilege | deny: collaborator | deny: login |
| ALL-03 | Delete a record | \`records.delete\` | allow | allow | deny: privilege | deny: collaborator | deny: login |
| ALL-04 | Change metadata | \`tables.metadata.set\` | allow | allow | deny | hide | ❌ |
| ALL-05 | Export a table | \`tables.export\` | allow | ✅ | – | - | deny: login |
| ALL-06 | Add a user | \`users.add\` | allow | deny: admin | deny: admin | deny: admin | deny: login |`;

const OTHER_METHODS = `## The other methods

| ID | Rule | Action | admin | editor | viewer | outsider | anonymous |
| -- | ---- | ------ | :---: | :----: | :----: | :------: | :-------: |
${METHOD_ROWS}`;

/** The heading of a plan: its name, as a sentence begins. */
const titleOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

function sourcesOf({ name, inputs }: Case): PlanSource[] {
  const values = { NAME: name, TITLE: titleOf(name), METHOD_ROWS, OTHER_METHODS };
  return inputs.flatMap(({ file = `${name}.md`, text }) =>
    text === undefined ? [] : [{ file: `qa-plan/${file}`, text: fillPlaceholders(text, values) }],
  );
}

/** What the text at a problem's position must match: begin with what the message quotes, if it quotes anything. */
function quotedIn(message: string): RegExp {
  const quoted = /"(.+)"/.exec(message)?.[1] ?? '';
  // A file's own area is a name, not a text of the file.
  const text = message.startsWith('area "records" is the area of') ? '' : quoted;
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

for (const one of cases) {
  test(`tells everything that is wrong with ${one.name}`, ({}, info) => {
    const seen = formatProblems(compilePlan(sourcesOf(one), vocabulary).problems);
    expect(seen).toBe(expectedOf(one, seen, info));
  });

  test(`points at the text that it quotes in ${one.name}`, () => {
    const sources = sourcesOf(one);
    for (const { message, position } of compilePlan(sources, vocabulary).problems) {
      const text = sources.find((source) => source.file === position.file)?.text.replace(/^\uFEFF/, '');
      const line = text?.split(/\r?\n/)[position.line - 1] ?? '';
      expect(line.slice(position.column - 1), message).toMatch(quotedIn(message));
    }
  });
}

test('has at least the 86 malformed plans of its first case files', () => {
  expect(cases.length).toBeGreaterThanOrEqual(86);
});
