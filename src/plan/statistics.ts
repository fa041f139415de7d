import { coveredMethods } from './checks';
import { cellsOnPages } from './order';
import type { Expectation, Plan, Vocabulary } from './types';

/** How many cells expect what; `–` is not counted. */
export type CellCounts = Record<Exclude<Expectation['kind'], 'none'> | 'total' | 'gaps', number>;

/** The plan in numbers. A cell counts once, on however many surfaces and installs it is checked. */
export interface PlanStatistics {
  files: number;
  rules: number;
  cells: number;
  /** How often a cell is checked on pages: once a control. */
  offers: number;
  /** In the order of the vocabulary; roles without a cell are left out. */
  roles: Map<string, CellCounts>;
  methods: { covered: number; total: number };
}

/** Counts the files, rules, cells and covered methods of a plan. */
export function planStatistics(plan: Plan, vocabulary: Vocabulary): PlanStatistics {
  const rules = plan.files.flatMap((file) => file.rules);
  const roles = new Map<string, CellCounts>(
    vocabulary.roles.map((role) => [role, { total: 0, allow: 0, deny: 0, hide: 0, gaps: 0 }]),
  );
  for (const { role, expectation, gaps } of rules.flatMap((rule) => rule.cells)) {
    const counts = roles.get(role);
    if (counts === undefined || expectation.kind === 'none') continue;
    counts.total++;
    counts[expectation.kind]++;
    if (gaps.length > 0) counts.gaps++;
  }
  for (const [role, counts] of roles) if (counts.total === 0) roles.delete(role);
  return {
    files: plan.files.length,
    rules: rules.length,
    cells: [...roles.values()].reduce((sum, counts) => sum + counts.total, 0),
    offers: rules.reduce((sum, rule) => sum + rule.offers.length * cellsOnPages(rule).length, 0),
    roles,
    methods: {
      covered: coveredMethods(rules, vocabulary).size,
      total: new Set(vocabulary.methods).size,
    },
  };
}

/** The statistics in one line: `plan: 9 files, 120 rules, 600 cells, 200 more on pages, 61 of 61 methods covered`. */
export function formatStatistics({ files, rules, cells, offers, methods }: PlanStatistics): string {
  const covered = `${String(methods.covered)} of ${String(methods.total)} methods covered`;
  const onPages = offers > 0 ? `, ${String(offers)} more on pages` : '';
  return `plan: ${String(files)} files, ${String(rules)} rules, ${String(cells)} cells${onPages}, ${covered}`;
}

/** The plan of a demo in one line. */
export function formatDemoStatistics(plan: Plan, vocabulary: Vocabulary): string {
  const { rules, cells } = planStatistics(plan, vocabulary);
  const safe = plan.files.flatMap((file) => file.rules).filter((rule) => rule.safe).length;
  return `demo: ${String(rules)} rules (${String(safe)} of them safe on a live host), ${String(cells)} cells`;
}
