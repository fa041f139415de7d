import type { PlanSource } from '../../plan/compile';
import { frontMatterSchema, readFrontMatter } from '../../plan/front-matter';
import { readMarkdown, type SourceTable } from '../../plan/markdown';
import { Problems } from '../../plan/problems';
import { SourceText } from '../../plan/source-text';
import { reportStrays } from '../../plan/strays';
import type { Plan, Problem, Vocabulary } from '../../plan/types';
import { isOlder } from '../../target/releases';
import { COLUMNS, readUpgradeHeader } from './header';
import { readUpgradeRow, type PlannedChange, type UpgradeContext } from './row';

/** The changes that are planned from one release to another. */
export interface UpgradePlan {
  from: string;
  to: string;
  changes: PlannedChange[];
}

/**
 * Reads the pages of kind `upgrade`: tables with the columns ID, Rule, Roles, the old release, the new one, Source.
 * @param plan the permission plan that the pages refer to
 * @returns the planned changes, and all problems by file, line and column
 */
export function compileUpgrades(
  sources: readonly PlanSource[],
  plan: Plan,
  vocabulary: Vocabulary,
): { upgrades: UpgradePlan[]; problems: Problem[] } {
  const problems = new Problems();
  const rules = new Map(plan.files.flatMap((file) => file.rules.map((rule) => [rule.id, rule])));
  const schema = frontMatterSchema(vocabulary);
  const upgrades = sources.flatMap(({ file, text }) => {
    const source = new SourceText(file, text);
    const { markdown } = readFrontMatter(source, schema, problems);
    const content = readMarkdown(markdown);
    const before = problems.count;
    reportStrays(content, { source, names: COLUMNS, isRead: () => true, problems });
    if (content.tables.length === 0 && problems.unchangedSince(before)) {
      problems.error(source.at(0), 'the page has no table of changes', [
        'columns: ID, Rule, Roles, the old release, the new one, Source',
      ]);
    }
    return content.tables.flatMap((table) => readTable(table, { rules, source, problems }) ?? []);
  });
  return { upgrades, problems: problems.sorted() };
}

function readTable(table: SourceTable, context: Omit<UpgradeContext, 'header'>): UpgradePlan | undefined {
  const { source, problems } = context;
  const header = readUpgradeHeader(table, source, problems);
  if (!header) return undefined;
  if (table.rows.length === 0) problems.error(source.at(table.offset), 'the table has no rows');
  const changes = table.rows.flatMap((row) => readUpgradeRow(row, { ...context, header }));
  const seen = new Map<string, PlannedChange>();
  for (const change of changes) {
    const key = `${change.rule} ${change.role}`;
    const first = seen.get(key);
    if (!first) seen.set(key, change);
    else {
      problems.error(
        change.position,
        `the change of ${change.rule} for ${change.role} is already planned in line ${String(first.position.line)}`,
      );
    }
  }
  return { from: header.from, to: header.to, changes };
}

/**
 * The changes that are planned between two releases: those of their own tables, else those of the tables that lead
 * from one to the other, such as 0.9.0 to 0.10.1 and 0.10.1 to 0.11.0; none if there is no way.
 */
export function plannedChanges(upgrades: readonly UpgradePlan[], from: string, to: string): PlannedChange[] {
  const begin = upgrades.filter((upgrade) => upgrade.from === from);
  const direct = begin.filter((upgrade) => upgrade.to === to);
  if (direct.length > 0) return direct.flatMap(({ changes }) => changes);
  for (const { to: between } of begin) {
    const rest = isOlder(between, to) ? plannedChanges(upgrades, between, to) : [];
    if (rest.length > 0) return inSequence(plannedChanges(upgrades, from, between), rest);
  }
  return [];
}

/** Two upgrades as one: what the second takes back is no change. */
function inSequence(first: readonly PlannedChange[], second: readonly PlannedChange[]): PlannedChange[] {
  const keyOf = ({ rule, role }: PlannedChange) => `${rule} ${role}`;
  const later = new Map(second.map((change) => [keyOf(change), change]));
  const earlier = first.flatMap((change) => {
    const { after } = later.get(keyOf(change)) ?? change;
    later.delete(keyOf(change));
    return JSON.stringify(change.before) === JSON.stringify(after) ? [] : [{ ...change, after }];
  });
  return [...earlier, ...later.values()];
}
