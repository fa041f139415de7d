/**
 * A plan of some rules for the roles that design starts with.
 * @param rows each a whole line of the matrix
 * @param more.column a further one, behind Action
 * @param more.notes lines below the matrix
 */
export const trialPlan = (
  rows: readonly string[],
  surfaces = 'api',
  { column = '', notes = [] }: { column?: string; notes?: readonly string[] } = {},
) => {
  const roles = ['admin', 'editor', 'viewer', 'outsider', 'anonymous'];
  const header = ['ID', 'Rule', 'Action', ...(column ? [column] : []), ...roles];
  return `---
area: trial
surfaces: ${surfaces}
---

# Trial

| ${header.join(' | ')} |
| ${header.map(() => '--').join(' | ')} |
${[...rows, '', ...notes].join('\n')}
`;
};

const addRecord = (id: string) =>
  `| ${id} | Add a record | \`records.add\` | allow | allow | deny: privilege | deny: collaborator | deny: login |`;

/** One rule that holds on every install. */
export const ONE_RULE = trialPlan([addRecord('T-1')]);

/** Enough rules for a run to be under way while something happens to it. */
export const SIXTY_RULES = trialPlan(Array.from({ length: 60 }, (_, n) => addRecord(`T-${String(n + 1)}`)));
