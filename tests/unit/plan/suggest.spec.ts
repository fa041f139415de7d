import { expect, test } from '@playwright/test';
import { nearest, unknownName } from '../../../src/plan/suggest';

const cases: { written: string; known: string[]; meant: string | undefined }[] = [
  { written: 'privelege', known: ['login', 'privilege'], meant: 'privilege' },
  { written: 'lgoin', known: ['login', 'admin'], meant: 'login' },
  { written: 'VIEWER', known: ['editor', 'viewer'], meant: 'viewer' },
  { written: 'anon', known: ['admin', 'anonymous'], meant: 'anonymous' },
  { written: 'Control', known: ['Source', 'Positive control'], meant: 'Positive control' },
  { written: 'records.ad', known: ['records.get', 'records.add'], meant: 'records.add' },
  { written: 'record.add', known: ['records.get', 'records.add'], meant: 'records.add' },
  { written: 'records.purge', known: ['records.patch', 'records.search'], meant: undefined },
  { written: 'owner', known: ['admin', 'editor'], meant: undefined },
  { written: 'ab', known: ['abcdef'], meant: undefined },
  { written: 'x', known: [], meant: undefined },
  { written: 'cat', known: ['bat', 'hat'], meant: 'bat' },
];

for (const { written, known, meant } of cases) {
  test(`takes "${written}" among ${known.join(', ') || 'nothing'} for ${meant ?? 'nothing known'}`, () => {
    expect(nearest(written, known)).toBe(meant);
  });
}

test('asks only where something is near', () => {
  expect(unknownName('role', 'vewer', ['viewer'])).toBe('unknown role "vewer"; did you mean viewer?');
  expect(unknownName('role', 'guest', ['viewer'])).toBe('unknown role "guest"');
});
