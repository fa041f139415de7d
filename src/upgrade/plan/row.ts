import { readExpectation } from '../../plan/expectation';
import type { SourceCell, SourceRow } from '../../plan/markdown';
import type { Problems } from '../../plan/problems';
import { listItems, type SourceText } from '../../plan/source-text';
import { unknownName } from '../../plan/suggest';
import type { Expectation, Position, Rule } from '../../plan/types';
import type { UpgradeHeader } from './header';

/** One cell that an upgrade may change. */
export interface PlannedChange {
  rule: string;
  title: string;
  action: string;
  role: string;
  before: Extract<Expectation, { kind: 'allow' | 'deny' }>;
  after: Extract<Expectation, { kind: 'allow' | 'deny' }>;
  source: string;
  position: Position;
}

/** What the reader of a row is given. */
export interface UpgradeContext {
  header: UpgradeHeader;
  rules: ReadonlyMap<string, Rule>;
  source: SourceText;
  problems: Problems;
}

/** Reads one row: a change for each of its roles. @returns none when the row is wrong; the problem is then reported */
export function readUpgradeRow(row: SourceRow, context: UpgradeContext): PlannedChange[] {
  const { header, rules, source, problems } = context;
  const count = problems.count;
  const cell = (name: keyof typeof header.columns): SourceCell =>
    row.cells[header.columns[name]] ?? { text: '', plain: '', offset: row.end };
  const id = cell('ID');
  const rule = rules.get(id.plain);
  if (!rule) {
    problems.error(source.at(id.offset), unknownName('rule', id.plain, rules.keys()), [
      'use the ID of a rule of the permission plan',
    ]);
    return [];
  }
  const title = cell('Rule');
  if (title.plain !== rule.title) {
    problems.error(source.at(title.offset), `${rule.id} is "${rule.title}", not "${title.plain}"`);
  }
  const before = readSide(cell('before'), context);
  const after = readSide(cell('after'), context);
  const from = cell('Source');
  if (from.plain === '') {
    problems.error(source.at(from.offset), `the source of the change of ${rule.id} is empty`, [
      'name the release notes, the change or the recording that it comes from',
    ]);
  }
  if (before && after && JSON.stringify(before) === JSON.stringify(after)) {
    problems.error(source.at(cell('after').offset), `${rule.id} does not change`, [
      'leave out what an upgrade does not change',
    ]);
  }
  const roles = readRoles(cell('Roles'), rule, context);
  if (!problems.unchangedSince(count) || !before || !after) return [];
  return roles.map((role) => ({
    rule: rule.id,
    title: rule.title,
    action: rule.action.text,
    role,
    before,
    after,
    source: from.plain,
    position: source.at(id.offset),
  }));
}

function readSide(
  { plain, text, offset }: SourceCell,
  { source, problems }: UpgradeContext,
): PlannedChange['before'] | undefined {
  const read = readExpectation({ text: text || plain, offset }, source, problems);
  if (!read || read.kind === 'allow' || read.kind === 'deny') return read;
  problems.error(source.at(offset), `a release column must say allow or deny, not "${plain}"`);
  return undefined;
}

function readRoles(cell: SourceCell, rule: Rule, { source, problems }: UpgradeContext): string[] {
  const known = rule.cells.filter(({ expectation }) => expectation.kind !== 'none').map(({ role }) => role);
  const items = listItems({ text: cell.text, offset: cell.offset });
  if (items.length === 0) problems.error(source.at(cell.offset), `${rule.id} names no role`);
  for (const { text, offset } of items) {
    if (known.includes(text)) continue;
    problems.error(source.at(offset), unknownName('role', text, known), [
      `roles of ${rule.id}: ${known.join(', ')}`,
    ]);
  }
  return items.map(({ text }) => text);
}
