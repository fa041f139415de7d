/** A plan of some rules for the roles that design starts with. @param rows each a whole line of the matrix */
export const trialPlan = (rows: readonly string[], surfaces = 'api') =>
  `---
area: trial
surfaces: ${surfaces}
---

# Trial

| ID | Rule | Action | admin | editor | viewer | outsider | anonymous |
| -- | ---- | ------ | ----- | ------ | ------ | -------- | --------- |
${rows.join('\n')}
`;

/** One rule that holds on every install. */
export const ONE_RULE = trialPlan([
  '| T-1 | Add a record | `records.add` | allow | allow | deny: privilege | deny: collaborator | deny: login |',
]);
